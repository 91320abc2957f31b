import { KernelId } from "@tabgrid/protocol";

export const detectTextId = KernelId.parse("detect-text");
/** Raised when the same pages would give other boxes. */
export const detectTextVersion = 1;
