import { byteLengthOf, type Dtype, elementCount } from "@tabgrid/protocol";
import { type TensorProto, TensorProto_DataLocation } from "onnx-buf";
import { dtypeOfOnnx } from "../onnx/elementTypes.ts";
import { badModel, quoted } from "./badModel.ts";
import { modelLimits } from "./modelLimits.ts";

/** The field that holds a tensor's values where it isn't `raw_data`: onnx.proto3, TensorProto. */
function valuesOf(tensor: TensorProto, dtype: Dtype): { readonly length: number } {
	switch (dtype) {
		case "float32":
			return tensor.floatData;
		case "float64":
			return tensor.doubleData;
		case "int64":
			return tensor.int64Data;
		case "uint32":
		case "uint64":
			return tensor.uint64Data;
		case "string":
			return tensor.stringData;
		default:
			return tensor.int32Data;
	}
}

/** A shape out of a model. @throws TabgridError BAD_MODEL when no tensor can have it. */
function shapeOf({ name, dims }: TensorProto): number[] {
	const shape = dims.map(Number);
	const wrong = shape.some((dim) => dim < 0 || dim > modelLimits.elements);
	if (wrong || shape.length > modelLimits.rank || elementCount(shape) > modelLimits.elements)
		throw badModel(
			`The weights ${quoted(name)} have the impossible shape [${shape.slice(0, 16).join(", ")}].`,
		);
	return shape;
}

/**
 * Checks that a tensor inside a model has a type that browsers run, and exactly the values that its
 * shape needs, in this file.
 * @returns its size in bytes, strings counted as the file has them.
 * @throws TabgridError BAD_MODEL
 */
export function checkTensor(tensor: TensorProto): number {
	const { name, dataType, rawData, dataLocation, externalData } = tensor;
	if (dataLocation === TensorProto_DataLocation.EXTERNAL || externalData.length > 0)
		throw badModel(
			`The model keeps its weights (${quoted(name)}) in another file. Save it as one file: onnx.save(model, path, save_as_external_data=False).`,
		);
	if (tensor.segment) throw badModel(`The weights ${quoted(name)} are only a part of a tensor.`);
	const dtype = dtypeOfOnnx(dataType);
	if (dtype === undefined)
		throw badModel(
			`The weights ${quoted(name)} have ONNX element type ${dataType}, which browsers don't run.`,
		);
	const shape = shapeOf(tensor);
	const count = elementCount(shape);
	const expected = byteLengthOf(dtype, shape);
	const values = valuesOf(tensor, dtype);
	if (rawData.length > 0 && (values.length > 0 || expected === undefined))
		throw badModel(`The weights ${quoted(name)} are given twice.`);
	const packed = dtype === "int4" || dtype === "uint4";
	const wanted = packed ? Math.ceil(count / 2) : count;
	const fits = rawData.length > 0 ? rawData.length === expected : values.length === wanted;
	if (!fits)
		throw badModel(
			`The weights ${quoted(name)} are damaged: ${dtype}[${shape.join(", ")}] needs ${count} values, and the file has ${rawData.length > 0 ? `${rawData.length} bytes` : values.length}.`,
		);
	return expected ?? tensor.stringData.reduce((total, text) => total + text.length, 0);
}
