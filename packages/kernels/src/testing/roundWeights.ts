import { fromBinary, toBinary } from "@bufbuild/protobuf";
import {
	type GraphProto,
	ModelProtoSchema,
	type TensorProto,
	TensorProto_DataType,
} from "onnx-buf";
import { halfToNumber, numberToHalf } from "../tensor/half.ts";

/** What weights are rounded to: float16, or 255 levels of the tensor's largest weight. */
export type Rounding = "float16" | "int8";

/**
 * For tests: the same model with its float32 weights rounded, as a cheat would run it. Single numbers
 * (limits, offsets), whose rounding saves nothing and may break the model, stay.
 */
export function roundWeights(model: Uint8Array, to: Rounding = "float16"): Uint8Array {
	const proto = fromBinary(ModelProtoSchema, model);
	if (proto.graph) for (const tensor of weightsOf(proto.graph)) round(tensor, to);
	return toBinary(ModelProtoSchema, proto);
}

function weightsOf(graph: GraphProto): TensorProto[] {
	const inside = graph.node.flatMap((node) =>
		node.attribute.flatMap(({ t, g }) => [
			...(node.opType === "Constant" && t ? [t] : []),
			...(g ? weightsOf(g) : []),
		]),
	);
	return [...graph.initializer, ...inside];
}

function round(tensor: TensorProto, to: Rounding): void {
	if (tensor.dataType !== TensorProto_DataType.FLOAT) return;
	if (tensor.dims.every((dim) => dim === 1n)) return;
	const { buffer, byteOffset, length } = tensor.rawData;
	const view = new DataView(buffer, byteOffset, length);
	const count = Math.floor(length / 4);
	const raw = Array.from({ length: count }, (_, at) => view.getFloat32(at * 4, true));
	const rounded = rounding([...raw, ...tensor.floatData], to);
	raw.forEach((value, at) => {
		view.setFloat32(at * 4, rounded(value), true);
	});
	tensor.floatData = tensor.floatData.map(rounded);
}

function rounding(values: readonly number[], to: Rounding): (value: number) => number {
	if (to === "float16") return (value) => halfToNumber(numberToHalf(value));
	const step = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
	return (value) => (step === 0 ? 0 : Math.round(value / step) * step);
}
