import { elementCount } from "@tabgrid/protocol";
import { type NodeProto, type TensorProto, TensorProto_DataType } from "onnx-buf";

/** More values than this are no shape, count or scale, and aren't looked at. */
export const mostValues = 64;

/** The values of a small constant of the types that sizes and counts have; else undefined. */
export function tensorValues(tensor: TensorProto): number[] | undefined {
	const count = elementCount(tensor.dims.map(Number));
	if (!(count <= mostValues)) return undefined;
	const { rawData } = tensor;
	const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
	const raw = (size: number, read: (at: number) => number) =>
		Array.from({ length: Math.floor(rawData.byteLength / size) }, (_, index) => read(index * size));
	const isRaw = rawData.length > 0;
	switch (tensor.dataType) {
		case TensorProto_DataType.INT64:
			return isRaw
				? raw(8, (at) => Number(view.getBigInt64(at, true)))
				: tensor.int64Data.map(Number);
		case TensorProto_DataType.INT32:
			return isRaw ? raw(4, (at) => view.getInt32(at, true)) : [...tensor.int32Data];
		case TensorProto_DataType.FLOAT:
			return isRaw ? raw(4, (at) => view.getFloat32(at, true)) : [...tensor.floatData];
		case TensorProto_DataType.DOUBLE:
			return isRaw ? raw(8, (at) => view.getFloat64(at, true)) : [...tensor.doubleData];
		default:
			return undefined;
	}
}

/** An attribute's integers or floats as plain numbers; undefined when the node hasn't got it. */
export function attributeValues(node: NodeProto, name: string): number[] | undefined {
	const attribute = node.attribute.find((one) => one.name === name);
	if (attribute === undefined) return undefined;
	if (attribute.ints.length > 0) return attribute.ints.map(Number);
	if (attribute.floats.length > 0) return attribute.floats;
	return [attribute.i !== 0n ? Number(attribute.i) : attribute.f];
}

/** What a Constant node gives, where it is small and numeric. */
export function constantNodeValues(node: NodeProto): number[] | undefined {
	const tensor = node.attribute.find(({ name }) => name === "value")?.t;
	if (tensor) return tensorValues(tensor);
	for (const name of ["value_int", "value_ints", "value_float", "value_floats"]) {
		const values = attributeValues(node, name);
		if (values && values.length <= mostValues) return values;
	}
	return undefined;
}
