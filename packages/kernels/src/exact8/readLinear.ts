import type { NodeProto, TensorProto } from "onnx-buf";
import { badModel, quoted } from "../modelCheck/badModel.ts";
import { attributeValues } from "../modelCheck/constantValues.ts";
import type { Convolution, Dense, Weights } from "./network.ts";
import { weightsOf } from "./readWeights.ts";

type Constants = ReadonlyMap<string, TensorProto>;

const one = (node: NodeProto, name: string, usual: number) =>
	attributeValues(node, name)?.[0] ?? usual;

function constant(node: NodeProto, place: number, constants: Constants): Weights | undefined {
	const name = node.input[place];
	if (name === undefined || name === "") return undefined;
	const tensor = constants.get(name);
	if (tensor === undefined)
		throw badModel(`The weights ${quoted(name)} of ${quoted(node.opType)} aren't constant.`);
	return weightsOf(name, tensor);
}

/** A bias for so many outputs; a single number stands for all. */
function biasOf(bias: Weights | undefined, outputs: number, scale = 1): Float32Array {
	if (bias === undefined) return new Float32Array(outputs);
	const { values } = bias;
	if (values.length !== outputs && values.length !== 1)
		throw badModel(`A bias of ${values.length} numbers doesn't fit ${outputs} outputs.`);
	return Float32Array.from(
		{ length: outputs },
		(_, at) => scale * (values[values.length === 1 ? 0 : at] ?? 0),
	);
}

/**
 * Gemm or MatMul; or, with the layer before, the Add that gives it its bias.
 * @throws TabgridError BAD_MODEL for weights that aren't constant or don't fit.
 */
export function denseOf(node: NodeProto, constants: Constants, before?: Dense): Dense {
	const [output = ""] = node.output;
	if (before !== undefined) {
		const place = node.input[0] === before.output ? 1 : 0;
		const more = biasOf(constant(node, place, constants), before.bias.length);
		return { ...before, output, bias: before.bias.map((value, at) => value + (more[at] ?? 0)) };
	}
	const weights = constant(node, 1, constants);
	const [input = ""] = node.input;
	if (weights?.dims.length !== 2)
		throw badModel(`${quoted(node.opType)} at ${quoted(output)} has no matrix of weights.`);
	if (one(node, "transA", 0) !== 0) throw badModel("A Gemm with transA can't be made exact.");
	const alpha = node.opType === "Gemm" ? one(node, "alpha", 1) : 1;
	const turned = one(node, "transB", 0) === 1;
	const [rows = 0, columns = 0] = weights.dims;
	const [inputs, outputs] = turned ? [columns, rows] : [rows, columns];
	const values = new Float32Array(inputs * outputs);
	for (let i = 0; i < inputs; i++)
		for (let o = 0; o < outputs; o++)
			values[i * outputs + o] =
				alpha * (weights.values[turned ? o * inputs + i : i * outputs + o] ?? 0);
	const bias = biasOf(constant(node, 2, constants), outputs, one(node, "beta", 1));
	return {
		kind: "dense",
		input,
		output,
		weights: { dims: [inputs, outputs], values },
		bias,
		activation: "none",
	};
}

/** @throws TabgridError BAD_MODEL for weights that aren't constant, or paddings named by a word. */
export function convolutionOf(node: NodeProto, constants: Constants): Convolution {
	const weights = constant(node, 1, constants);
	const [input = ""] = node.input;
	const [output = ""] = node.output;
	if (weights === undefined || weights.dims.length < 3)
		throw badModel(`Conv at ${quoted(output)} has no weights of a kernel.`);
	const padding = node.attribute.find(({ name }) => name === "auto_pad");
	if (padding && new TextDecoder().decode(padding.s) !== "NOTSET")
		throw badModel("A Conv with auto_pad can't be made exact: write its pads as numbers.");
	const attributes: Record<string, readonly number[]> = {};
	for (const name of ["strides", "pads", "dilations"]) {
		const values = attributeValues(node, name);
		if (values) attributes[name] = values;
	}
	return {
		kind: "conv",
		input,
		output,
		weights,
		bias: biasOf(constant(node, 2, constants), weights.dims[0] ?? 0),
		groups: one(node, "group", 1),
		attributes,
		activation: "none",
	};
}
