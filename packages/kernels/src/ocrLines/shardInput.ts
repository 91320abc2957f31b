import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { elementsOf } from "../tensor/views.ts";
import { format } from "./format.ts";

/** A shard's input, checked: n lines of one width. */
export interface OcrShardInput {
	readonly lines: number;
	/** In pixels, a multiple of the time step. */
	readonly width: number;
	/** n × 3 × 48 × width, BGR. */
	readonly pixels: Uint8Array;
	/** Each line's place in the job. */
	readonly line: Int32Array;
}

/**
 * Reads what {@link planOcrLines} encoded.
 * @throws TabgridError BAD_INPUT naming what is wrong.
 */
export function readShardInput(input: TensorBundle): OcrShardInput {
	const pixels = input[format.input.pixels];
	const line = input[format.input.line];
	const bad = (why: string) => new TabgridError("BAD_INPUT", `Not a shard of text lines: ${why}.`);
	if (pixels?.dtype !== "uint8") throw bad("it has no uint8 pixels");
	const [lines = 0, channels, height, width = 0] = pixels.dims;
	if (pixels.dims.length !== 4 || channels !== 3 || height !== format.height)
		throw bad(`its pixels have shape [${pixels.dims.join(", ")}], not [n, 3, 48, w]`);
	if (lines < 1 || lines > format.maxLines) throw bad(`it has ${lines} lines`);
	if (width % format.step !== 0 || width < format.minWidth || width > format.maxWidth)
		throw bad(`its width is ${width}`);
	if (line?.dtype !== "int32" || line.dims.length !== 1 || line.dims[0] !== lines)
		throw bad("it doesn't give each line's place");
	const places = elementsOf(line);
	if (!(places instanceof Int32Array)) throw bad("it doesn't give each line's place");
	return { lines, width, pixels: pixels.data, line: places };
}
