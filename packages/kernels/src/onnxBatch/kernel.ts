import type { Comparator, Dtype } from "@tabgrid/protocol";
import { isEvidence } from "../evidence/names.ts";
import type { Kernel } from "../kernel.ts";
import { isFloat } from "../tensor/views.ts";
import { feedRows } from "./feeds.ts";
import { onnxBatchId, onnxBatchVersion } from "./identity.ts";
import { mergeOnnxBatch } from "./merge.ts";
import { keepOutputs } from "./outputs.ts";
import { OnnxBatchParams } from "./params.ts";

/**
 * Honest float32 backends differ by some 1e-6 of the output's rms, by 3e-4 through Sin and Cos, and by
 * 1.4e-4 in relative L2 at worst; weights rounded to float16 by 3.6e-4 and more in L2, where the output
 * doesn't saturate.
 */
const floatTolerance: Comparator = { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 2e-4 };
/** float16 has 11 bits: one rounding is 5e-4, and a network makes many. */
const halfTolerance: Comparator = { kind: "close", rtol: 1e-2, atol: 1e-2, l2: 5e-3 };

/** The default comparator of `onnx-batch`: scaled tolerance for floats, equal bytes for all else. */
export function comparatorByDtype(dtype: Dtype): Comparator {
	if (!isFloat(dtype)) return { kind: "exact" };
	return dtype === "float16" ? halfTolerance : floatTolerance;
}

/**
 * Evidence doesn't saturate: honest devices lie some 3e-6 apart in relative L2, weights rounded to
 * float16 2e-4 and more.
 */
const evidenceTolerance: Comparator = { kind: "close", rtol: 3e-4, atol: 3e-4, l2: 1e-4 };

/** The client's own ONNX model over a batch of rows. */
export const onnxBatch: Kernel<OnnxBatchParams> = {
	id: onnxBatchId,
	version: onnxBatchVersion,
	title: "Run your model",
	summary: "Runs your ONNX model over a batch of inputs (.npy, .npz or JSON), row by row.",
	params: OnnxBatchParams,
	model: { kind: "client" },
	feeds: feedRows,
	outputs: keepOutputs,
	comparator: (output, dtype) =>
		isEvidence(output) && dtype === "float32" ? evidenceTolerance : comparatorByDtype(dtype),
	/**
	 * Without a figure from the client: each weight (4 bytes) is used in one multiply-add a row, or, in
	 * a network over pictures or sequences, once for every 64 bytes of the row; whichever is more.
	 * Output is taken to be as large as the input. Rough on purpose: deadlines allow for it.
	 */
	cost({ items, bytes }, model, params) {
		const reuse = Math.max(1, bytes / items / 64);
		const perRow = params.flopPerRow ?? (model.bytes / 2) * reuse;
		return { flop: perRow * items, inputBytes: bytes, outputBytes: bytes };
	},
	merge: mergeOnnxBatch,
};
