import { KernelId } from "@tabgrid/protocol";

export const mandelbrotId = KernelId.parse("mandelbrot");
/** Raised when the same parameters would give another picture. */
export const mandelbrotVersion = 1;
