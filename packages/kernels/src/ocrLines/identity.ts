import { KernelId } from "@tabgrid/protocol";

export const ocrLinesId = KernelId.parse("ocr-lines");
/** Raised when the same pictures would give another text. */
export const ocrLinesVersion = 1;
