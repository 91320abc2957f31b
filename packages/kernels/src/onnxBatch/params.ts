import { z } from "zod";

const name = z.string().min(1).max(200);

/**
 * How shards' outputs become one: `concat` one below the other along axis 0 (an output row belongs to
 * an input row), `stack` as rows of a new axis 0 (an output that sums a whole shard up).
 */
export const MergeRule = z.enum(["concat", "stack"]);
export type MergeRule = z.infer<typeof MergeRule>;

/** Parameters of `onnx-batch`, made by its planner from the model and the inputs. */
export const OnnxBatchParams = z.strictObject({
	/** Inputs that were cut along axis 0; all others are the same in every shard. */
	batched: z.array(name).min(1).max(100),
	/**
	 * Rows that the model insists on; null when it takes any number. A shard with fewer rows is filled
	 * up by repeating its last row before the run, and its outputs are cut back after it.
	 */
	fixedRows: z.int().min(1).max(1_000_000).nullable(),
	/** Outputs to keep, and how they are merged. */
	outputs: z
		.record(name, MergeRule)
		.refine((outputs) => Object.keys(outputs).length > 0, "Keep at least one output."),
	/** FLOP for one row, where the client knows; estimated from the model's size otherwise. */
	flopPerRow: z.number().positive().max(1e18).optional(),
});
export type OnnxBatchParams = z.infer<typeof OnnxBatchParams>;
