import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type GraphProto, ModelProtoSchema, type NodeProto } from "onnx-buf";
import { attributeValues } from "../modelCheck/constantValues.ts";

/** A model with one layer less. */
export interface BypassedModel {
	readonly model: Uint8Array<ArrayBuffer>;
	/** What was left out: "Conv of conv2d_7", say. */
	readonly layer: string;
}

/**
 * For tests: the same model with a layer left out, as a cheat would save it: each layer in turn, from
 * the last, whose weights say that it gives what it takes (as many channels or columns, no stride).
 * Whether a result still fits the rest only a run tells.
 */
export function* bypassLayers(model: Uint8Array): Generator<BypassedModel> {
	const count = layersOf(fromBinary(ModelProtoSchema, model).graph).length;
	for (let place = count - 1; place >= 0; place--) {
		const proto = fromBinary(ModelProtoSchema, model);
		const node = layersOf(proto.graph)[place];
		const [input, output] = [node?.input[0], node?.output[0]];
		if (node === undefined || input === undefined || output === undefined) continue;
		const layer = `${node.opType} of ${output}`;
		Object.assign(node, { opType: "Identity", domain: "", input: [input], attribute: [] });
		yield { model: new Uint8Array(toBinary(ModelProtoSchema, proto)), layer };
	}
}

function layersOf(graph: GraphProto | undefined, outer = new Map<string, number[]>()): NodeProto[] {
	if (graph === undefined) return [];
	const shapes = new Map(outer);
	for (const { name, dims } of graph.initializer) shapes.set(name, dims.map(Number));
	for (const node of graph.node) {
		const tensor = node.opType === "Constant" ? node.attribute[0]?.t : undefined;
		if (tensor && node.output[0]) shapes.set(node.output[0], tensor.dims.map(Number));
	}
	return graph.node.flatMap((node) => [
		...node.attribute.flatMap(({ g }) => (g ? layersOf(g, shapes) : [])),
		...(keepsShape(node, shapes.get(node.input[1] ?? "")) ? [node] : []),
	]);
}

function keepsShape(node: NodeProto, weight: readonly number[] | undefined): boolean {
	const [first = 0, second = 0] = weight ?? [];
	if (node.opType === "MatMul" || node.opType === "Gemm")
		return weight?.length === 2 && first === second;
	if (node.opType !== "Conv" || weight === undefined) return false;
	const [groups = 1] = attributeValues(node, "group") ?? [];
	const strides = attributeValues(node, "strides") ?? [];
	return first === second * groups && strides.every((stride) => stride === 1);
}
