import {
	createHash,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	randomUUID,
	sign,
} from "node:crypto";
import {
	AskReply,
	AuthenticateReply,
	ackOf,
	attestationMessage,
	challengeMessage,
	Digest,
	HelloReply,
	type Lease,
	protocolVersion,
	providerNamespace,
	type SigningDomain,
	SubmitReply,
	TabgridError,
} from "@tabgrid/protocol";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import { outputOf } from "./outputs.ts";

/** Order of the P-256 group: the escrow takes the lower of the two equivalent s only. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const runtime = "onnxruntime-web 1.30.0 wasm";

/** A provider with a key and a socket of its own: speaks and signs as a tab does, computes nothing. */
export class BenchProvider {
	readonly #key: KeyObject;
	readonly #sessionKey: string;
	readonly #socket: Socket;
	#domain: SigningDomain | undefined;

	constructor(url: string) {
		const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
		this.#key = privateKey;
		// The uncompressed point is the end of the DER form.
		const der = createPublicKey(publicKey.export({ format: "pem", type: "spki" })).export({
			format: "der",
			type: "spki",
		});
		this.#sessionKey = der.subarray(-65).toString("hex");
		this.#socket = io(`${url}${providerNamespace}`, {
			transports: ["websocket"],
			autoConnect: false,
			reconnection: false,
			forceNew: true,
		});
	}

	/** Connects and authenticates. @throws what the server answered. */
	async open(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#socket.once("connect", () => resolve());
			this.#socket.once("connect_error", reject);
			this.#socket.connect();
		});
		const { sessionKey } = { sessionKey: this.#sessionKey };
		const hello = HelloReply.parse(
			await this.#request("hello", { protocol: protocolVersion, sessionKey }),
		);
		this.#domain = { chainId: hello.chainId, escrow: hello.escrow };
		AuthenticateReply.parse(
			await this.#request("authenticate", {
				signature: this.#sign(challengeMessage(hello, hello.challenge)),
				instance: randomUUID(),
				holding: [],
				capabilities: {
					backend: "wasm",
					adapter: "bench",
					softwareAdapter: false,
					runtime,
					flopPerSecond: 1e9,
					kernels: [],
					maxBytes: 1e9,
				},
			}),
		);
	}

	async ask(capacity: number): Promise<readonly Lease[]> {
		return AskReply.parse(await this.#request("ask", { capacity })).leases;
	}

	/**
	 * What a tab would send for its leases once they are computed: real digests, real attestations.
	 * @param resultOf the bundle that stands for a shard's result.
	 */
	attest(leases: readonly Lease[], resultOf: typeof outputOf = outputOf) {
		const domain = this.#domain;
		if (domain === undefined) throw new TypeError("Open the provider first.");
		return leases.map(({ replicaId, jobId, shardIndex }) => {
			const output = resultOf(jobId, shardIndex);
			const digest = Digest.parse(createHash("sha256").update(output).digest("hex"));
			return {
				replicaId,
				digest,
				signature: this.#sign(attestationMessage(domain, jobId, shardIndex, digest)),
				outputBytes: output.byteLength,
				output,
				backend: "wasm",
				adapter: "bench",
				runtime,
				timings: { model: 0, input: 1, prepare: 1, run: 5, attest: 1 },
			};
		});
	}

	async submit(submissions: ReturnType<BenchProvider["attest"]>): Promise<SubmitReply["results"]> {
		return SubmitReply.parse(await this.#request("submit", { submissions })).results;
	}

	close(): void {
		this.#socket.close();
	}

	async #request(event: string, message: unknown): Promise<unknown> {
		const raw: unknown = await this.#socket.timeout(60_000).emitWithAck(event, message);
		const reply = ackOf(z.unknown()).parse(raw);
		if (!reply.ok) throw TabgridError.fromWire(reply.error);
		return reply.data;
	}

	#sign(message: Uint8Array): string {
		const raw = sign("sha256", message, { key: this.#key, dsaEncoding: "ieee-p1363" });
		const s = BigInt(`0x${raw.toString("hex", 32)}`);
		const low = s > order / 2n ? order - s : s;
		return raw.toString("hex", 0, 32) + low.toString(16).padStart(64, "0");
	}
}
