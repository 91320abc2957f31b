import {
	Backend,
	JobId,
	ReceiptProblem,
	ReceiptsHeader,
	Verdict,
	WireError,
} from "@tabgrid/protocol";
import { z } from "zod";

/** What the page asks of the worker. `outputs` and `rerun` come after the check is done. */
export const ToCheckWorker = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("check"), matcherUrl: z.string(), jobId: JobId }),
	/** Fetches and measures the outputs of so many random shards. */
	z.strictObject({ kind: z.literal("outputs"), count: z.int().positive() }),
	/** Computes so many random shards again. */
	z.strictObject({ kind: z.literal("rerun"), count: z.int().positive(), backend: Backend }),
	z.strictObject({ kind: z.literal("stop") }),
]);
export type ToCheckWorker = z.infer<typeof ToCheckWorker>;

/** One line of the list. */
export const ReceiptRow = z.object({
	shardIndex: z.int(),
	agreed: z.int(),
	replicas: z.int(),
	/** The largest among those that agreed. */
	distance: z.number(),
	problems: z.int(),
});
export type ReceiptRow = z.infer<typeof ReceiptRow>;

const Report = z.object({
	receipts: z.int(),
	attestations: z.int(),
	providers: z.int(),
	verdicts: z.record(Verdict, z.int()),
	earned: z.bigint(),
	root: z.string(),
	audit: z
		.object({
			lots: z.int(),
			drawn: z.int(),
			expected: z.number(),
			leastChance: z.number().nullable(),
			alone: z.int(),
		})
		.nullable(),
	problems: z.array(ReceiptProblem),
	problemCount: z.int(),
});
/** What the whole check found; amounts in minor units. */
export type CheckedReport = z.infer<typeof Report>;

const Outcome = z.object({
	shardIndex: z.int(),
	agree: z.boolean(),
	distance: z.number(),
	ms: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

/** What the worker tells the page. */
export const FromCheckWorker = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("header"), header: ReceiptsHeader }),
	z.object({ kind: z.literal("rows"), rows: z.array(ReceiptRow) }),
	z.object({ kind: z.literal("report"), report: Report }),
	z.object({
		kind: z.literal("outputs"),
		done: z.int(),
		total: z.int(),
		problems: z.array(ReceiptProblem),
	}),
	z.object({
		kind: z.literal("rerun"),
		total: z.int(),
		outcomes: z.array(Outcome),
		over: z.boolean(),
	}),
	z.object({
		kind: z.literal("failed"),
		stage: z.enum(["check", "outputs", "rerun"]),
		error: WireError,
	}),
]);
export type FromCheckWorker = z.infer<typeof FromCheckWorker>;
