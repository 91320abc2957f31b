import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { elementsOf, tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { readPage } from "./shardInput.ts";

/** (x/255 − mean)/std for each channel and byte, computed in double and rounded once. */
const normalised = format.mean.map((mean, channel) =>
	Float32Array.from(
		{ length: 256 },
		(_, value) => (value / 255 - mean) / (format.deviation[channel] ?? 1),
	),
);

/** The model's input: float32 [1, 3, h, w]. */
export function feedPage(input: TensorBundle): TensorBundle {
	const { width, height, pixels } = readPage(input);
	const plane = width * height;
	const values = new Float32Array(3 * plane);
	normalised.forEach((table, channel) => {
		for (let at = channel * plane; at < (channel + 1) * plane; at++)
			values[at] = table[pixels[at] ?? 0] ?? 0;
	});
	return { [format.modelInput]: tensorOf("float32", [1, 3, height, width], values) };
}

/**
 * What is attested: the probabilities in 255 levels, and the block means of the values before the
 * sigmoid, which show a cheaper model that the saturated probabilities would hide. Boxes are drawn from
 * the verified map later: thresholds make boxes jump where honest devices differ by a hair.
 * @throws TabgridError MODEL_FAILED when the model's outputs aren't of the page's size.
 */
export function keepMap(raw: TensorBundle, input: TensorBundle): TensorBundle {
	const { width, height } = readPage(input);
	const { block } = format;
	const probabilities = floatsOf(raw[format.modelOutput], height, width);
	const evidence = floatsOf(raw[format.output.evidence], height / block, width / block);
	const page = input[format.input.page];
	if (probabilities === undefined || evidence === undefined || page === undefined)
		throw new TabgridError("MODEL_FAILED", "The model gave no map of the page.");
	const map = Uint8Array.from(probabilities, (probability) =>
		Math.round(Math.min(Math.max(probability, 0), 1) * format.levels),
	);
	return {
		[format.output.map]: tensorOf("uint8", [height, width], map),
		[format.output.evidence]: tensorOf("float32", [height / block, width / block], evidence),
		[format.output.page]: page,
	};
}

function floatsOf(
	tensor: TensorBundle[string] | undefined,
	height: number,
	width: number,
): Float32Array | undefined {
	const dims = [1, 1, height, width];
	if (tensor?.dtype !== "float32" || tensor.dims.some((dim, axis) => dim !== dims[axis]))
		return undefined;
	const elements = elementsOf(tensor);
	return elements instanceof Float32Array ? elements : undefined;
}
