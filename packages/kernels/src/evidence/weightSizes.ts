import { attributeValues } from "../modelCheck/constantValues.ts";
import type { GraphScope, Maker } from "./GraphScope.ts";

/** What a layer with weights takes, and how many features it mixes into how many. */
export interface Layer {
	/** Name of the data that it takes. */
	readonly data: string;
	/** Features of the data for each of its rows (places, in a convolution); undefined if unknown. */
	readonly from: number | undefined;
	/** Features that it gives. */
	readonly to: number | undefined;
	/** Whether `to` is all there is in a row: not so where it holds for each place of a picture. */
	readonly dense: boolean;
}

/** The layer that a node is; undefined for nodes that aren't one. Shapes: ONNX's Operators.md. */
export function layerOf({ node, scope }: Maker): Layer | undefined {
	const [first = "", second = ""] = node.input;
	const dims = (name: string) => scope.weight(name)?.dims.map(Number);
	switch (node.opType) {
		case "MatMul":
		case "FusedMatMul": {
			if (scope.isConstant(first))
				return { data: second, from: dims(first)?.at(-1), to: dims(first)?.at(-2), dense: true };
			const weights = dims(second);
			return { data: first, from: weights?.at(-2), to: weights?.at(-1), dense: true };
		}
		case "Gemm":
		case "FusedGemm": {
			const weights = dims(second);
			const [rows, columns] =
				(attributeValues(node, "transB")?.[0] ?? 0) === 0
					? [weights?.[0], weights?.[1]]
					: [weights?.[1], weights?.[0]];
			return { data: first, from: rows, to: columns, dense: true };
		}
		case "Conv":
		case "FusedConv": {
			const weights = dims(second);
			const groups = attributeValues(node, "group")?.[0] ?? 1;
			const from = weights?.[1];
			return {
				data: first,
				from: from === undefined ? undefined : from * groups,
				to: weights?.[0],
				dense: false,
			};
		}
		case "ConvTranspose":
			return { data: first, from: dims(second)?.[0], to: dims(second)?.[1], dense: false };
		case "Einsum":
			return { data: first, from: undefined, to: undefined, dense: false };
		default:
			return undefined;
	}
}

/**
 * Numbers in a row of a value, told from the dense layer that made it; undefined where none did.
 * Biases, normalisation and activations after the layer keep the number.
 */
export function denseWidth(scope: GraphScope, name: string): number | undefined {
	let at = name;
	for (let steps = 0; steps < 8; steps++) {
		const maker = scope.maker(at);
		if (maker === undefined) return undefined;
		const layer = layerOf(maker);
		if (layer) return layer.dense ? layer.to : undefined;
		if (!keepsWidth.has(maker.node.opType)) return undefined;
		const next = maker.node.input.find((input) => !maker.scope.isConstant(input));
		if (next === undefined) return undefined;
		at = next;
	}
	return undefined;
}

const keepsWidth = new Set(
	"Add Sub Mul Div Relu LeakyRelu Elu Selu Gelu BatchNormalization LayerNormalization Identity Cast Softmax LogSoftmax Sigmoid Tanh Clip".split(
		" ",
	),
);
