import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema, type TensorProto, TensorProto_DataType } from "onnx-buf";
import { halfToNumber, numberToHalf } from "../tensor/half.ts";

/**
 * For tests: the same model with its float32 weights rounded to float16, as a cheat would run it. Single
 * numbers (limits, offsets), whose rounding saves nothing and may break the model, stay.
 */
export function roundWeights(model: Uint8Array): Uint8Array {
	const proto = fromBinary(ModelProtoSchema, model);
	const constants = (proto.graph?.node ?? []).flatMap((node) =>
		node.opType === "Constant" ? node.attribute.flatMap(({ t }) => t ?? []) : [],
	);
	for (const tensor of [...(proto.graph?.initializer ?? []), ...constants]) round(tensor);
	return toBinary(ModelProtoSchema, proto);
}

function round(tensor: TensorProto): void {
	if (tensor.dataType !== TensorProto_DataType.FLOAT) return;
	if (tensor.dims.every((dim) => dim === 1n)) return;
	const view = new DataView(
		tensor.rawData.buffer,
		tensor.rawData.byteOffset,
		tensor.rawData.length,
	);
	for (let at = 0; at + 4 <= view.byteLength; at += 4)
		view.setFloat32(at, halfToNumber(numberToHalf(view.getFloat32(at, true))), true);
	tensor.floatData = tensor.floatData.map((value) => halfToNumber(numberToHalf(value)));
}
