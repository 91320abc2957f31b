import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
	Address,
	Authenticate,
	attestationMessage,
	challengeMessage,
	Digest,
	type Fail,
	Hello,
	JobId,
	KernelId,
	type Lease,
	type LeaseJob,
	limits,
	type ProviderSummary,
	providerIdOf,
	providerNamespace,
	ReplicaId,
	type Submission,
	Submit,
	verifySessionSignature,
	type WireError,
} from "@tabgrid/protocol";
import { Server, type Socket } from "socket.io";
import { sha256Digest } from "../digest.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The part of a matcher that a provider sees, in this process: sockets, signatures and blobs are real. */
export async function startLocalMatcher() {
	const domain = { chainId: 31337, escrow: Address.parse(`0x${"e".repeat(40)}`) };
	const blobs = new Map<string, Bytes>();
	const pending: { job: LeaseJob; lease: Lease }[] = [];
	const leased = new Set<string>();
	const log = {
		asks: [] as number[],
		submissions: [] as Submission[],
		failures: [] as Fail[],
		released: [] as string[],
		authentications: [] as Authenticate[],
		puts: [] as string[],
		blobRequests: [] as string[],
	};
	/** What the test changes to make trouble. */
	const trouble = {
		/** Submissions are stored, and the acknowledgement withheld, this many times. */
		swallowAcks: 0,
		/** Errors for the next submissions, one each. */
		refuse: [] as WireError[],
		/** Blobs answer 503 this many times. */
		blobFailures: 0,
		/** The next authentications fail with this. */
		refuseAuthentication: null as WireError | null,
		/** Sockets are turned away with a code. */
		full: false,
	};
	const sockets = new Set<Socket>();
	const stored = new Set<string>();
	const summary = (sessionKey: string): ProviderSummary => ({
		providerId: providerIdOf(Hello.shape.sessionKey.parse(sessionKey)),
		wallet: null,
		replicas: { submitted: stored.size, agreed: 0, disagreed: 0, errored: 0, expired: 0 },
		earned: "0",
		unlinked: "0",
		pending: "0",
		trust: {
			trust: 0.9,
			checks: { passed: 0, failed: 0 },
			established: false,
			checksMissing: 20,
			suspended: null,
		},
	});

	const http = createServer(async (request, response) => {
		response.setHeader("access-control-allow-origin", "*");
		response.setHeader("access-control-allow-methods", "GET, PUT");
		response.setHeader("access-control-allow-headers", "content-type");
		if (request.method === "OPTIONS") return response.writeHead(204).end();
		const digest = request.url?.split("/").pop() ?? "";
		log.blobRequests.push(`${request.method} ${digest}`);
		if (trouble.blobFailures > 0) {
			trouble.blobFailures--;
			return response.writeHead(503).end();
		}
		if (request.method === "PUT") {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk);
			blobs.set(digest, new Uint8Array(Buffer.concat(chunks)));
			log.puts.push(digest);
			return response.writeHead(201, { "content-type": "application/json" }).end("{}");
		}
		const blob = blobs.get(digest);
		if (blob === undefined) return response.writeHead(404).end();
		response.writeHead(200).end(blob);
	});
	const io = new Server(http, {
		maxHttpBufferSize: limits.socketMessage,
		cors: { origin: "*" },
	});
	io.of(providerNamespace).use((_socket, next) => {
		if (!trouble.full) return next();
		const data = { code: "RATE_LIMITED", message: "Too many.", retryAfterMs: 20 };
		next(Object.assign(new Error(data.message), { data }));
	});
	io.of(providerNamespace).on("connection", (socket) => {
		sockets.add(socket);
		socket.on("disconnect", () => sockets.delete(socket));
		let key = Hello.shape.sessionKey.parse(`04${"0".repeat(128)}`);
		const challenge = randomUUID().repeat(2);
		socket.on("hello", (message, ack) => {
			key = Hello.parse(message).sessionKey;
			ack({ ok: true, data: { challenge, ...domain, now: Date.now() } });
		});
		socket.on("authenticate", async (raw, ack) => {
			const message = Authenticate.parse(raw);
			if (trouble.refuseAuthentication) {
				const error = trouble.refuseAuthentication;
				trouble.refuseAuthentication = null;
				return ack({ ok: false, error });
			}
			const proof = challengeMessage(domain, challenge);
			if (!(await verifySessionSignature(key, proof, message.signature)))
				return ack({ ok: false, error: { code: "BAD_SIGNATURE", message: "Wrong signature." } });
			log.authentications.push(message);
			const stillLeased = message.holding.filter((id) => leased.has(id));
			ack({ ok: true, data: { provider: summary(key), stillLeased } });
		});
		socket.on("ask", ({ capacity }, ack) => {
			log.asks.push(capacity);
			const given = pending.splice(0, capacity);
			for (const { lease } of given) leased.add(lease.replicaId);
			const jobs = [...new Map(given.map(({ job }) => [job.jobId, job])).values()];
			ack({ ok: true, data: { jobs, leases: given.map(({ lease }) => lease) } });
		});
		socket.on("submit", async (raw, ack) => {
			const { submissions } = Submit.parse(raw);
			const results = [];
			for (const submission of submissions) {
				const { replicaId } = submission;
				const error = trouble.refuse.shift();
				if (error) {
					results.push({ replicaId, ok: false, error });
					continue;
				}
				if (!stored.has(replicaId)) log.submissions.push(submission);
				stored.add(replicaId);
				leased.delete(replicaId);
				results.push({ replicaId, ok: true });
			}
			if (trouble.swallowAcks > 0) {
				trouble.swallowAcks--;
				return socket.conn.close();
			}
			ack({ ok: true, data: { results } });
		});
		socket.on("fail", (message, ack) => {
			log.failures.push(message);
			leased.delete(message.replicaId);
			ack({ ok: true, data: null });
		});
		socket.on("release", ({ replicaIds }, ack) => {
			log.released.push(...replicaIds);
			for (const id of replicaIds) leased.delete(id);
			ack({ ok: true, data: null });
		});
	});
	await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
	const { port } = http.address() as AddressInfo;

	let shardIndex = 0;
	return {
		url: `http://127.0.0.1:${port}`,
		domain,
		log,
		trouble,
		blobs,
		sockets,
		leased,
		async store(bytes: Bytes): Promise<Digest> {
			const digest = await sha256Digest(bytes);
			blobs.set(digest, bytes);
			return digest;
		},
		/** A job's terms for leases. */
		async job(model: Bytes, kernel = "plain"): Promise<LeaseJob> {
			return {
				jobId: JobId.parse(`0x${randomUUID().replaceAll("-", "").repeat(2)}`),
				title: "Archive page",
				client: Address.parse(`0x${"c".repeat(40)}`),
				kernel: KernelId.parse(kernel),
				kernelVersion: 1,
				params: {},
				model: await this.store(model),
				modelBytes: model.byteLength,
				pricePerReplica: "1000",
			};
		},
		/** Queues a replica for whoever asks next, and says so. */
		async offer(job: LeaseJob, input: Bytes, leaseMs = 60_000): Promise<ReplicaId> {
			const replicaId = ReplicaId.parse(randomUUID());
			const lease = {
				replicaId,
				jobId: job.jobId,
				shardIndex: shardIndex++,
				input: await this.store(input),
				inputBytes: input.byteLength,
				leaseMs,
			};
			pending.push({ job, lease });
			io.of(providerNamespace).emit("work");
			return replicaId;
		},
		revoke(replicaIds: ReplicaId[]): void {
			io.of(providerNamespace).emit("revoke", { replicaIds, reason: "The job ended." });
		},
		emit: (event: string, message: unknown) => io.of(providerNamespace).emit(event, message),
		/** Cuts all connections, as a network that fails does. */
		cut(): void {
			for (const socket of sockets) socket.conn.close();
		},
		/** Whether a submission carries a good attestation by this key. */
		attested(sessionKey: string, jobId: JobId, index: number, submission: Submission) {
			return verifySessionSignature(
				Hello.shape.sessionKey.parse(sessionKey),
				attestationMessage(domain, jobId, index, Digest.parse(submission.digest)),
				submission.signature,
			);
		},
		async close(): Promise<void> {
			await io.close();
		},
	};
}
export type LocalMatcher = Awaited<ReturnType<typeof startLocalMatcher>>;
