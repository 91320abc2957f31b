import type { TensorBundle, TensorBytes } from "@tabgrid/protocol";
import { type GraphProto, type TensorProto, TensorProto_DataType } from "onnx-buf";
import { dtypeOfOnnx } from "../onnx/elementTypes.ts";
import { tensorOf } from "../tensor/views.ts";

/**
 * A graph's weights by name, and the values that follow from weights alone, as a run gave them.
 * @param fed names of the inputs, whatever default the file has for them.
 */
export function constantTensors(
	graph: GraphProto,
	fed: ReadonlySet<string>,
	values: TensorBundle,
): ReadonlyMap<string, TensorBytes> {
	const constants = new Map<string, TensorBytes>();
	for (const weight of graph.initializer) {
		const tensor = tensorOfProto(weight);
		if (tensor && !fed.has(weight.name)) constants.set(weight.name, tensor);
	}
	// onnxruntime takes nodes in any order, exporters write them in the order of running.
	for (const node of graph.node) {
		if (!node.input.every((name) => name === "" || constants.has(name))) continue;
		for (const name of node.output) {
			const value = values[name];
			if (value) constants.set(name, value);
		}
	}
	return constants;
}

/** Undefined for types that no operator here looks into unless they are raw. */
function tensorOfProto({ dataType, dims, rawData, ...numbers }: TensorProto) {
	const dtype = dtypeOfOnnx(dataType);
	if (dtype === undefined) return undefined;
	const shape = dims.map(Number);
	if (rawData.length > 0 || shape.includes(0)) return { dtype, dims: shape, data: rawData };
	switch (dataType) {
		case TensorProto_DataType.FLOAT:
			return tensorOf(dtype, shape, Float32Array.from(numbers.floatData));
		case TensorProto_DataType.INT64:
			return tensorOf(dtype, shape, BigInt64Array.from(numbers.int64Data));
		case TensorProto_DataType.INT32:
			return tensorOf(dtype, shape, Int32Array.from(numbers.int32Data));
		case TensorProto_DataType.BOOL:
			return tensorOf(dtype, shape, Uint8Array.from(numbers.int32Data));
		default:
			return undefined;
	}
}
