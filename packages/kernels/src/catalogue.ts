import { TabgridError } from "@tabgrid/protocol";
import { detectText } from "./detectText/kernel.ts";
import { embedAudio } from "./embedAudio/kernel.ts";
import type { AnyKernel } from "./kernel.ts";
import { mandelbrot } from "./mandelbrot/kernel.ts";
import { monteCarlo } from "./monteCarlo/kernel.ts";
import { ocrLines } from "./ocrLines/kernel.ts";
import { onnxBatch } from "./onnxBatch/kernel.ts";

/** Every kernel that this version knows. */
export const kernels: readonly AnyKernel[] = [
	ocrLines,
	detectText,
	embedAudio,
	onnxBatch,
	mandelbrot,
	monteCarlo,
];

/**
 * The kernel of that name, and of that version if one is given.
 * @throws TabgridError UNKNOWN_KERNEL.
 */
export function kernelById(id: string, version?: number): AnyKernel {
	const kernel = kernels.find((candidate) => candidate.id === id);
	if (kernel === undefined)
		throw new TabgridError(
			"UNKNOWN_KERNEL",
			`There is no kernel "${id}"; there are ${kernels.map((known) => known.id).join(", ")}.`,
		);
	if (version !== undefined && version !== kernel.version)
		throw new TabgridError(
			"UNKNOWN_KERNEL",
			`Kernel "${id}" is version ${kernel.version} here, not ${version}. Reload for the newest.`,
		);
	return kernel;
}
