import type { Dtype } from "@tabgrid/protocol";
import { limits } from "@tabgrid/protocol";
import { format as detectFormat } from "./detectText/format.ts";
import { format as audioFormat } from "./embedAudio/format.ts";
import { format as mandelbrotFormat } from "./mandelbrot/format.ts";
import { format as monteCarloFormat } from "./monteCarlo/format.ts";
import { format as ocrFormat } from "./ocrLines/format.ts";

/** What is known of a kernel beside its catalogue entry, for people who want to know how it works. */
export interface KernelFacts {
	/** Outputs that are attested and compared; `*` stands for the client's model's, of that type. */
	readonly outputs: readonly { readonly name: string; readonly dtype: Dtype }[];
	/** Limits by name; bytes where a name says so. */
	readonly limits: Readonly<Record<string, number>>;
}

const sizes = { shardInputBytes: limits.shardInput };

/** By kernel; every number is the one that the kernel itself goes by. */
export const kernelFacts: Readonly<Record<string, KernelFacts>> = {
	"ocr-lines": {
		outputs: [
			{ name: ocrFormat.output.line, dtype: "int32" },
			{ name: ocrFormat.output.classes, dtype: "int32" },
			{ name: ocrFormat.output.scores, dtype: "float32" },
			{ name: ocrFormat.output.evidence, dtype: "float32" },
		],
		limits: { linesPerShard: ocrFormat.maxLines, lineWidth: ocrFormat.maxWidth, ...sizes },
	},
	"detect-text": {
		outputs: [
			{ name: detectFormat.output.map, dtype: "uint8" },
			{ name: detectFormat.output.evidence, dtype: "float32" },
			{ name: detectFormat.output.page, dtype: "int32" },
		],
		limits: { longestSide: detectFormat.maxSide, ...sizes },
	},
	"embed-audio": {
		outputs: [{ name: audioFormat.output, dtype: "float32" }],
		limits: { windowsPerShard: audioFormat.maxWindows, ...sizes },
	},
	"onnx-batch": {
		outputs: [
			{ name: "*", dtype: "float32" },
			{ name: "*", dtype: "float16" },
			{ name: "*", dtype: "int64" },
		],
		limits: { modelBytes: limits.model, ...sizes, shardOutputBytes: limits.shardOutput },
	},
	mandelbrot: {
		outputs: [{ name: mandelbrotFormat.output, dtype: "uint16" }],
		limits: { tileSide: mandelbrotFormat.maxTile, fractionBits: mandelbrotFormat.fractionBits },
	},
	"monte-carlo": {
		outputs: Object.values(monteCarloFormat.output).map((name) => ({
			name,
			dtype: "int32" as const,
		})),
		limits: { pathsPerShard: monteCarloFormat.pathsPerBatch * monteCarloFormat.batchesPerShard },
	},
};
