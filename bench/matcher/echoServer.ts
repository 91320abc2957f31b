import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import {
	Address,
	type AskReply,
	Digest,
	JobId,
	limits,
	ProviderId,
	providerNamespace,
	ReplicaId,
	type SubmitReply,
} from "@tabgrid/protocol";
import { Server } from "socket.io";
import { Decoder, Encoder } from "socket.io-parser";
import { z } from "zod";

// A bare socket.io server: answers at once, checks and keeps nothing. Its answers have the matcher's
// shapes and sizes, so the clients do with it exactly what they do with the matcher.
const domain = { chainId: 31_337, escrow: `0x${"e5".repeat(20)}` };
const jobId = JobId.parse(`0x${"0b".repeat(32)}`);
const blob = Digest.parse("ab".repeat(32));
const Asked = z.object({ capacity: z.int() });
const Submitted = z.object({ submissions: z.array(z.object({ replicaId: ReplicaId })) });

const job: AskReply["jobs"][number] = {
	jobId,
	title: "A job of the bench",
	client: Address.parse(`0x${"c1".repeat(20)}`),
	kernel: "onnx-batch",
	kernelVersion: 1,
	params: {},
	model: blob,
	modelBytes: 1_000,
	pricePerReplica: "1",
};
const provider = {
	providerId: ProviderId.parse(blob),
	wallet: null,
	replicas: { submitted: 0, agreed: 0, disagreed: 0, errored: 0, expired: 0 },
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
};
let shardIndex = 0;

function leases(capacity: number): AskReply {
	return {
		jobs: [job],
		leases: Array.from({ length: capacity }, () => ({
			replicaId: ReplicaId.parse(randomUUID()),
			jobId,
			shardIndex: shardIndex++ % 100_000,
			input: blob,
			inputBytes: 1_000,
			leaseMs: 60_000,
		})),
	};
}

function results({ submissions }: z.infer<typeof Submitted>): SubmitReply {
	return { results: submissions.map(({ replicaId }) => ({ replicaId, ok: true })) };
}

type Reply = (data: unknown) => void;
// Over ten attachments in a message close a socket otherwise.
class BatchDecoder extends Decoder {
	constructor() {
		super({ maxAttachments: limits.submitBatch });
	}
}
const http = createServer();
const io = new Server(http, {
	serveClient: false,
	maxHttpBufferSize: limits.socketMessage,
	parser: { Encoder, Decoder: BatchDecoder },
});
io.of(providerNamespace).on("connection", (socket) => {
	const on = (event: string, answer: (message: unknown) => unknown) =>
		socket.on(event, (message: unknown, reply: Reply) =>
			reply({ ok: true, data: answer(message) }),
		);
	on("hello", () => ({ challenge: "c".repeat(64), ...domain, now: Date.now() }));
	on("authenticate", () => ({ provider, stillLeased: [] }));
	on("ask", (message) => leases(Asked.parse(message).capacity));
	on("submit", (message) => results(Submitted.parse(message)));
});
process.on("disconnect", () => process.exit(0));
http.listen(0, "127.0.0.1", () => {
	const address = http.address();
	if (typeof address === "object" && address !== null)
		process.send?.({ url: `http://127.0.0.1:${address.port}` });
});
