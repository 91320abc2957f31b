import { Backend, Digest, KernelId, WireError } from "@tabgrid/protocol";
import { z } from "zod";
import { AdapterReport } from "./adapter.ts";

/** Bytes that are transferred, not copied, between the two workers. */
const OwnBytes = z.custom<Uint8Array<ArrayBuffer>>(
	(value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
	"Bytes in a buffer of their own are wanted.",
);

const about = { id: z.int() };

/** What the loop worker asks of the compute worker; each request is answered once, by its id. */
export const ComputeRequest = z.discriminatedUnion("kind", [
	/** Which adapter and runtime is there. */
	z.strictObject({ ...about, kind: z.literal("describe") }),
	/** Runs a graph several times with the same feeds and times it: calibration. */
	z.strictObject({
		...about,
		kind: z.literal("measure"),
		backend: Backend,
		model: OwnBytes,
		/** The feeds, as an encoded tensor bundle. */
		feeds: OwnBytes,
		/** Timed runs, after a first one that is not counted. */
		runs: z.int().min(1).max(100),
	}),
	/** Makes a session and keeps it warm. */
	z.strictObject({
		...about,
		kind: z.literal("load"),
		backend: Backend,
		model: Digest,
		bytes: OwnBytes,
	}),
	/** Computes a shard on a warm session. */
	z.strictObject({
		...about,
		kind: z.literal("run"),
		model: Digest,
		kernel: KernelId,
		kernelVersion: z.int(),
		params: z.record(z.string(), z.json()),
		/** The shard's input, an encoded tensor bundle. */
		input: OwnBytes,
	}),
]);
export type ComputeRequest = z.infer<typeof ComputeRequest>;

const ms = z.number().nonnegative();

/** Answers by the request's kind. Times in ms. */
export const computeAnswers = {
	describe: z.object({
		adapter: AdapterReport,
		/** onnxruntime-web's version and build, such as "1.30.0 jspi". */
		runtime: z.string(),
		threads: z.int().positive(),
	}),
	/** `run` is the fastest of the timed ones: the others shared the device with something. */
	measure: z.object({ create: ms, first: ms, run: ms, outputs: OwnBytes }),
	load: z.object({
		/** The backend the session is on: wasm where the adapter can't compute the model's types. */
		backend: Backend,
		create: ms,
		/** Models warm after this, so that the loop knows which were put out. */
		warm: z.array(Digest),
	}),
	run: z.object({ output: OwnBytes, prepare: ms, run: ms, encode: ms }),
} as const;
export type ComputeKind = keyof typeof computeAnswers;
export type ComputeAnswer<K extends ComputeKind> = z.infer<(typeof computeAnswers)[K]>;

/** How an answer travels. `answer` is parsed by the request's kind. */
export const ComputeReply = z.discriminatedUnion("ok", [
	z.object({ id: z.int(), ok: z.literal(true), answer: z.unknown() }),
	z.object({ id: z.int(), ok: z.literal(false), error: WireError }),
]);
export type ComputeReply = z.infer<typeof ComputeReply>;
