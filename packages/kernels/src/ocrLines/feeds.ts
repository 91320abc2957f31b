import type { TensorBundle } from "@tabgrid/protocol";
import { tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { readShardInput } from "./shardInput.ts";

/**
 * The model's input: (x/255 − 0.5)/0.5 as float32 [n, 3, 48, w]. Taken from a table of 256 values
 * computed in double and rounded once, so it has the same bits everywhere.
 * @throws TabgridError BAD_INPUT when the shard's input isn't one of {@link planOcrLines}.
 */
export function normalisePixels(input: TensorBundle): TensorBundle {
	const { lines, width, pixels } = readShardInput(input);
	const values = new Float32Array(pixels.length);
	for (let i = 0; i < pixels.length; i++) values[i] = normalised[pixels[i] ?? 0] ?? 0;
	return {
		[format.modelInput]: tensorOf("float32", [lines, 3, format.height, width], values),
	};
}

const normalised = Float32Array.from({ length: 256 }, (_, value) => (value / 255 - 0.5) / 0.5);
