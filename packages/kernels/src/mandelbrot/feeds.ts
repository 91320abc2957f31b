import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { elementsOf, tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import type { MandelbrotParams } from "./params.ts";

/** Size of a shard's tile in pixels. */
interface TileSize {
	readonly width: number;
	readonly height: number;
}

const furthest = format.furthest * 2 ** (2 * format.limbBits);

/**
 * Reads what `planMandelbrot` encoded.
 * @throws TabgridError BAD_INPUT when it is something else.
 */
function tileSize(input: TensorBundle): TileSize {
	return { width: readWords(input, "columns", 2), height: readWords(input, "rows", 1) };
}

function readWords(input: TensorBundle, name: "columns" | "rows", axis: 1 | 2): number {
	const bad = (why: string) => new TabgridError("BAD_INPUT", `Not a tile's ${name}: ${why}.`);
	const tensor = input[format.input[name]];
	if (tensor?.dtype !== "int32" || tensor.dims.length !== 3) throw bad("they are no int32 [3, …]");
	const length = tensor.dims[axis] ?? 0;
	if (tensor.dims[0] !== format.words || tensor.dims[3 - axis] !== 1)
		throw bad(`they have shape [${tensor.dims.join(", ")}]`);
	if (length < 1 || length > format.maxTile) throw bad(`there are ${length} of them`);
	const words = elementsOf(tensor);
	const limit = (at: number) => (at < length ? furthest : 2 ** format.limbBits);
	if (words.some((word: number | bigint, at: number) => Math.abs(Number(word)) > limit(at)))
		throw bad("they lie outside of the plane's part that is computed");
	return length;
}

/** The tile's coordinates and the turns of the model's loop. */
export function feedTile(input: TensorBundle, { iterations }: MandelbrotParams): TensorBundle {
	tileSize(input);
	const turns = BigInt64Array.of(BigInt(Math.ceil(iterations / format.unroll)));
	return { ...input, [format.input.turns]: tensorOf("int64", [], turns) };
}

/**
 * Iterations of each pixel, in 16 bits.
 * @throws TabgridError MODEL_FAILED when the model's output isn't a tile of counts.
 */
export function keepIterations(raw: TensorBundle, input: TensorBundle): TensorBundle {
	const { width, height } = tileSize(input);
	const counts = raw[format.modelOutput];
	const elements = counts && elementsOf(counts);
	if (!(elements instanceof Int32Array) || elements.length !== width * height)
		throw new TabgridError("MODEL_FAILED", "The model gave no counts for the tile's pixels.");
	return { [format.output]: tensorOf("uint16", [height, width], Uint16Array.from(elements)) };
}
