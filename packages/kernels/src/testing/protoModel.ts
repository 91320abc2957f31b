import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
	AttributeProto_AttributeType,
	type AttributeProtoSchema,
	type GraphProtoSchema,
	ModelProtoSchema,
	type NodeProtoSchema,
	TensorProto_DataType,
	type TensorProtoSchema,
	type ValueInfoProtoSchema,
} from "onnx-buf";

/** What a message is made of, without being one. */
type Plain<S extends DescMessage> = Exclude<MessageInitShape<S>, { readonly $typeName: string }>;
type Graph = Plain<typeof GraphProtoSchema>;
type Node = Plain<typeof NodeProtoSchema>;
export type Tensor = MessageInitShape<typeof TensorProtoSchema>;
type Attribute = MessageInitShape<typeof AttributeProtoSchema>;
type Value = MessageInitShape<typeof ValueInfoProtoSchema>;
type Model = Plain<typeof ModelProtoSchema>;

/** For tests: a node as the file format has it. */
export const protoNode = (
	opType: string,
	input: string[],
	output: string[],
	more: Node = {},
): Node => ({ opType, input, output, name: `${opType} of ${output[0] ?? "nothing"}`, ...more });

/** For tests: int64 weights. */
export const longs = (name: string, values: readonly number[], dims = [values.length]): Tensor => ({
	name,
	dims: dims.map(BigInt),
	dataType: TensorProto_DataType.INT64,
	int64Data: values.map(BigInt),
});

/** For tests: an attribute that holds a graph. */
export const body = (name: string, g: Graph): Attribute => ({
	name,
	type: AttributeProto_AttributeType.GRAPH,
	g,
});

/** For tests: a float32 input or output of these dimensions. */
export const floats = (name: string, dims: readonly (number | string)[] = ["n"]): Value => ({
	name,
	type: {
		value: {
			case: "tensorType",
			value: {
				elemType: TensorProto_DataType.FLOAT,
				shape: {
					dim: dims.map((dim) => ({
						value:
							typeof dim === "number"
								? { case: "dimValue", value: BigInt(dim) }
								: { case: "dimParam", value: dim },
					})),
				},
			},
		},
	},
});

/** For tests: a model from x to y, of a sound frame around whatever the test puts into it. */
export const protoModel = (graph: Graph, model: Model = {}): Uint8Array<ArrayBuffer> => {
	const { irVersion = 8n, opsetImport = [{ domain: "", version: 17n }] } = model;
	const { name = "test", input = [floats("x")], output = [floats("y")] } = graph;
	const proto = create(ModelProtoSchema, {
		...model,
		irVersion,
		opsetImport,
		graph: { ...graph, name, input, output },
	});
	return new Uint8Array(toBinary(ModelProtoSchema, proto));
};
