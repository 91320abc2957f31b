import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { kernelById } from "@tabgrid/kernels";
import { createComputeHost, toTabgridError } from "@tabgrid/kernels/runner";
import {
	AskReply,
	AuthenticateReply,
	ackOf,
	attestationMessage,
	challengeMessage,
	decodeBundle,
	digestLarge,
	encodeBundle,
	exportSessionKey,
	generateSessionKeyPair,
	HelloReply,
	type Lease,
	type LeaseJob,
	nameMessage,
	type ProviderId,
	protocolVersion,
	providerIdOf,
	providerNamespace,
	type ReplicaId,
	Revoke,
	type SessionKey,
	SubmitReply,
	signWithSessionKey,
	TabgridError,
	type TensorBundle,
	Verdicts,
	Voucher,
} from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import { getBlob } from "./api.ts";
import type { TestGrid } from "./startGrid.ts";

export interface ProviderOptions {
	/** Alters what was computed before it is attested. */
	readonly alter?: (output: TensorBundle) => TensorBundle;
	readonly capacity?: number;
	/** Where a trusted proxy says that it comes from. */
	readonly address?: string;
	/** Another tab's session key; one of its own where left out. */
	readonly keys?: CryptoKeyPair;
}

ort.env.wasm.numThreads = 1;
const newHost = () =>
	createComputeHost({
		ort,
		runtime: "onnxruntime-web 1.30.0 wasm",
		threads: 1,
		gpu: undefined,
		kernel: kernelById,
		maxBytes: 1e9,
	});

export type SignedSubmission = Awaited<ReturnType<TestProvider["compute"]>>;

/** A provider in Node: the real protocol over a real socket, and real onnxruntime-web runs. */
export class TestProvider {
	readonly sessionKey: SessionKey;
	readonly providerId: ProviderId;
	readonly socket: Socket;
	readonly verdicts: Verdicts["verdicts"] = [];
	readonly revoked: ReplicaId[] = [];
	readonly vouchers: Voucher[] = [];
	/** Replicas that the matcher acknowledged as stored for good. */
	readonly acknowledged = new Set<ReplicaId>();
	instance: string = randomUUID();
	readonly #keys: CryptoKeyPair;
	readonly #grid: TestGrid;
	readonly #options: ProviderOptions;
	readonly #answer = newHost();
	readonly #models = new Set<string>();
	/** Computed and not acknowledged: they are sent until they are. */
	#unsent: SignedSubmission[] = [];
	#working = false;
	#wake: () => void = () => {};

	static async create(grid: TestGrid, options: ProviderOptions = {}): Promise<TestProvider> {
		const keys = options.keys ?? (await generateSessionKeyPair());
		return new TestProvider(grid, keys, await exportSessionKey(keys.publicKey), options);
	}

	/** Connects, authenticates, and works until closed, reconnecting by itself. */
	static async start(grid: TestGrid, options: ProviderOptions = {}): Promise<TestProvider> {
		const provider = await TestProvider.create(grid, options);
		await provider.connect();
		provider.work();
		return provider;
	}

	private constructor(
		grid: TestGrid,
		keys: CryptoKeyPair,
		sessionKey: SessionKey,
		options: ProviderOptions,
	) {
		this.#grid = grid;
		this.#keys = keys;
		this.#options = options;
		this.sessionKey = sessionKey;
		this.providerId = providerIdOf(sessionKey);
		this.socket = io(`${grid.url}${providerNamespace}`, {
			transports: ["websocket"],
			autoConnect: false,
			reconnectionDelay: 100,
			reconnectionDelayMax: 200,
			forceNew: true,
			...(options.address ? { extraHeaders: { "X-Forwarded-For": options.address } } : {}),
		});
		this.socket.on("work", () => this.#wake());
		this.socket.on("revoke", (message: unknown) =>
			this.revoked.push(...Revoke.parse(message).replicaIds),
		);
		this.socket.on("verdicts", (message: unknown) =>
			this.verdicts.push(...Verdicts.parse(message).verdicts),
		);
		this.socket.on("vouchers", (message: unknown) =>
			this.vouchers.push(...z.object({ vouchers: z.array(Voucher) }).parse(message).vouchers),
		);
	}

	/** Opens the socket and authenticates; after an interruption it does so by itself. */
	async connect(holding: readonly ReplicaId[] = []): Promise<AuthenticateReply> {
		const first = new Promise<AuthenticateReply>((resolve, reject) => {
			this.socket.on("connect", () => {
				const unsent = this.#unsent.map(({ replicaId }) => replicaId);
				this.authenticate([...holding, ...unsent]).then(resolve, reject);
			});
		});
		this.socket.connect();
		return first;
	}

	async authenticate(holding: readonly ReplicaId[] = []): Promise<AuthenticateReply> {
		const hello = await this.request(
			"hello",
			{ protocol: protocolVersion, sessionKey: this.sessionKey },
			HelloReply,
		);
		const reply = await this.request(
			"authenticate",
			await this.proof(hello, holding),
			AuthenticateReply,
		);
		this.#wake();
		return reply;
	}

	/** The `authenticate` message for a challenge. */
	async proof(hello: HelloReply, holding: readonly ReplicaId[] = []) {
		const message = challengeMessage(hello, hello.challenge);
		return {
			signature: await signWithSessionKey(this.#keys.privateKey, message),
			instance: this.instance,
			holding,
			capabilities: {
				backend: "wasm",
				adapter: "node",
				softwareAdapter: false,
				runtime: "onnxruntime-web 1.30.0 wasm",
				flopPerSecond: 1e9,
				kernels: [],
				maxBytes: 1e9,
			},
		};
	}

	/** The body of POST /providers/:id/name, signed. */
	async nameRequest(name: string | null, issuedAt = Date.now()) {
		const choice = { providerId: this.providerId, name, issuedAt };
		const signature = await signWithSessionKey(
			this.#keys.privateKey,
			nameMessage(this.#grid, choice),
		);
		return { name, issuedAt, signature };
	}

	/** Sends an event and parses the ack. @throws TabgridError what the matcher answered. */
	async request<S extends z.ZodType>(event: string, message: unknown, schema: S) {
		const raw: unknown = await this.socket.timeout(5_000).emitWithAck(event, message);
		const reply = ackOf(z.unknown()).parse(raw);
		if (!reply.ok) throw TabgridError.fromWire(reply.error);
		return schema.parse(reply.data) as z.output<S>;
	}

	ask(capacity = this.#options.capacity ?? 4): Promise<AskReply> {
		return this.request("ask", { capacity }, AskReply);
	}

	/** Computes a leased replica and signs the result. */
	async compute(lease: Lease, job: LeaseJob) {
		if (!this.#models.has(job.model)) {
			const bytes = await getBlob(this.#grid.url, job.model);
			await this.#answer({ id: 0, kind: "load", model: job.model, backend: "wasm", bytes });
			this.#models.add(job.model);
		}
		const input = await getBlob(this.#grid.url, lease.input);
		const { model, kernel, kernelVersion, params } = job;
		const answered = await this.#answer({
			id: 0,
			kind: "run",
			model,
			kernel,
			kernelVersion,
			params,
			input,
		});
		if (!("output" in answered)) throw new TypeError("The compute host answered another request.");
		const honest = decodeBundle(answered.output);
		const output = encodeBundle(this.#options.alter ? this.#options.alter(honest) : honest);
		return this.sign(lease, output);
	}

	/** Signs any bytes as a leased replica's result. */
	async sign(lease: Pick<Lease, "replicaId" | "jobId" | "shardIndex">, output: Uint8Array) {
		const digest = await digestLarge(output);
		const { chainId, escrow } = this.#grid;
		const message = attestationMessage({ chainId, escrow }, lease.jobId, lease.shardIndex, digest);
		return {
			replicaId: lease.replicaId,
			digest,
			signature: await signWithSessionKey(this.#keys.privateKey, message),
			outputBytes: output.byteLength,
			output,
			backend: "wasm" as const,
			adapter: "node",
			runtime: "onnxruntime-web 1.30.0 wasm",
			timings: { model: 0, input: 0, prepare: 0, run: 1, attest: 0 },
		};
	}

	async submit(submissions: readonly unknown[]): Promise<SubmitReply> {
		const reply = await this.request("submit", { submissions }, SubmitReply);
		for (const result of reply.results) if (result.ok) this.acknowledged.add(result.replicaId);
		return reply;
	}

	/** Asks, computes and submits until closed. Whatever fails is asked for again. */
	work(): void {
		this.#working = true;
		void this.#workLoop();
	}

	close(): void {
		this.#working = false;
		this.#wake();
		this.socket.close();
	}

	async #workLoop(): Promise<void> {
		while (this.#working) {
			const woken = new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
			try {
				await this.#send();
				const { leases, jobs } = await this.ask();
				for (const lease of leases) {
					const job = jobs.find(({ jobId }) => jobId === lease.jobId);
					if (job) await this.#work(lease, job);
				}
				if (leases.length === 0) await woken;
			} catch {
				// The matcher was killed or refused: it tells when there is work, we authenticate anew, or it
				// is asked again.
				await Promise.race([woken, setTimeout(500)]);
			}
		}
	}

	async #work(lease: Lease, job: LeaseJob): Promise<void> {
		let submission: SignedSubmission;
		try {
			submission = await this.compute(lease, job);
		} catch (cause) {
			const { code, message } = toTabgridError(cause, "MODEL_FAILED");
			if (code !== "MODEL_FAILED") throw cause;
			const error = { code, message };
			await this.request("fail", { replicaId: lease.replicaId, error }, z.null());
			return;
		}
		this.#unsent.push(submission);
		await this.#send();
	}

	/** Sends what isn't acknowledged; keeps what was neither taken nor refused for good. */
	async #send(): Promise<void> {
		const sending = this.#unsent;
		if (sending.length === 0) return;
		const { results } = await this.submit(sending);
		const again = new Set(
			results.flatMap((result) =>
				!result.ok && ["UNAVAILABLE", "INTERNAL", "RATE_LIMITED"].includes(result.error.code)
					? [result.replicaId]
					: [],
			),
		);
		this.#unsent = sending.filter(({ replicaId }) => again.has(replicaId));
		if (this.#unsent.length > 0) throw new Error("The matcher could not store all results.");
	}
}
