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
 * The same model with its float32 weights rounded, as a cheat would run it to save memory and time.
 * Single numbers (limits, offsets), whose rounding saves nothing and may break the model, stay.
 */
export function roundWeights(model: Uint8Array, to: Rounding = "float16"): Uint8Array<ArrayBuffer> {
	// Raw weights of a decoded model are views of its bytes, and are rounded in place.
	const proto = fromBinary(ModelProtoSchema, new Uint8Array(model));
	if (proto.graph) for (const tensor of weightsOf(proto.graph)) round(tensor, to);
	return new Uint8Array(toBinary(ModelProtoSchema, proto));
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
	let largest = 0;
	const look = (value: number) => {
		largest = Math.max(largest, Math.abs(value));
	};
	for (let at = 0; at + 4 <= length; at += 4) look(view.getFloat32(at, true));
	tensor.floatData.forEach(look);
	const step = largest / 127;
	const rounded = (value: number) => {
		if (to === "float16") return halfToNumber(numberToHalf(value));
		return step === 0 ? 0 : Math.round(value / step) * step;
	};
	for (let at = 0; at + 4 <= length; at += 4)
		view.setFloat32(at, rounded(view.getFloat32(at, true)), true);
	tensor.floatData = tensor.floatData.map(rounded);
}
