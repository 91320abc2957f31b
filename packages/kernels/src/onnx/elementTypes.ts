import { type Dtype, dtypes } from "@tabgrid/protocol";
import { TensorProto_DataType } from "onnx-buf";

const onnxTypes: Readonly<Record<Dtype, TensorProto_DataType>> = {
	float32: TensorProto_DataType.FLOAT,
	float64: TensorProto_DataType.DOUBLE,
	float16: TensorProto_DataType.FLOAT16,
	int8: TensorProto_DataType.INT8,
	uint8: TensorProto_DataType.UINT8,
	int16: TensorProto_DataType.INT16,
	uint16: TensorProto_DataType.UINT16,
	int32: TensorProto_DataType.INT32,
	uint32: TensorProto_DataType.UINT32,
	int64: TensorProto_DataType.INT64,
	uint64: TensorProto_DataType.UINT64,
	bool: TensorProto_DataType.BOOL,
	int4: TensorProto_DataType.INT4,
	uint4: TensorProto_DataType.UINT4,
	string: TensorProto_DataType.STRING,
};

/** ONNX's number of an element type. */
export const onnxTypeOf = (dtype: Dtype): TensorProto_DataType => onnxTypes[dtype];

/** The element type of ONNX's number; undefined for one that onnxruntime-web doesn't have. */
export const dtypeOfOnnx = (number: number): Dtype | undefined =>
	dtypes.find((dtype) => onnxTypes[dtype] === number);
