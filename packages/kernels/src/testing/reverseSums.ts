import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema, NodeProtoSchema, type TensorProto, TensorProtoSchema } from "onnx-buf";
import { nodeOf, weightOf } from "../onnx/buildModel.ts";
import { elementsOf, tensorOf } from "../tensor/views.ts";

/**
 * For tests: the same network with the inputs of each MatMul and ungrouped Conv taken in reverse, so
 * that its sums are added in another order, as another backend would.
 */
export function reverseSums(model: Uint8Array): Uint8Array<ArrayBuffer> {
	const proto = fromBinary(ModelProtoSchema, model);
	const graph = proto.graph;
	if (graph === undefined) return new Uint8Array(model);
	graph.node = graph.node.flatMap((node, place) => {
		const weights = graph.initializer.find(({ name }) => name === node.input[1]);
		const grouped = node.attribute.some(({ name, i }) => name === "group" && i !== 1n);
		if (!weights || grouped || (node.opType !== "MatMul" && node.opType !== "Conv")) return [node];
		const axis = node.opType === "Conv" ? 1 : 0;
		const dims = weights.dims.map(Number);
		const order = Array.from({ length: dims[axis] ?? 0 }, (_, at) => at).reverse();
		const names = {
			order: `order ${place}`,
			input: `turned ${place}`,
			weights: `weights ${place}`,
		};
		const indices = tensorOf("int64", [order.length], BigInt64Array.from(order, BigInt));
		graph.initializer.push(
			create(TensorProtoSchema, weightOf([names.order, indices])),
			create(TensorProtoSchema, weightOf([names.weights, reversed(weights, dims, axis, order)])),
		);
		const turn = nodeOf({
			op: "Gather",
			inputs: [node.input[0] ?? "", names.order],
			outputs: [names.input],
			attributes: { axis: axis === 1 ? 1 : -1 },
		});
		node.input = [names.input, names.weights, ...node.input.slice(2)];
		return [create(NodeProtoSchema, turn), node];
	});
	return new Uint8Array(toBinary(ModelProtoSchema, proto));
}

function reversed(
	{ rawData }: TensorProto,
	dims: readonly number[],
	axis: number,
	order: readonly number[],
) {
	const values = elementsOf({ dtype: "float32", dims, data: rawData });
	const inner = dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
	const outer = dims.slice(0, axis).reduce((product, dim) => product * dim, 1);
	const turned = new Float32Array(values.length);
	for (let row = 0; row < outer; row++)
		order.forEach((from, to) => {
			for (let at = 0; at < inner; at++)
				turned[(row * order.length + to) * inner + at] = Number(
					values[(row * order.length + from) * inner + at] ?? 0,
				);
		});
	return tensorOf("float32", dims, turned);
}
