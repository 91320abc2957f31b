import { KernelId } from "@tabgrid/protocol";

export const onnxBatchId = KernelId.parse("onnx-batch");
/** Raised when the same model and inputs would give another artifact. */
export const onnxBatchVersion = 2;
