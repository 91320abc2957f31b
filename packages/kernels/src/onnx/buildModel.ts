import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import type { TensorBundle, TensorBytes } from "@tabgrid/protocol";
import {
	AttributeProto_AttributeType,
	type AttributeProtoSchema,
	type GraphProtoSchema,
	ModelProtoSchema,
	type NodeProtoSchema,
	type TensorProtoSchema,
	type TypeProto_TensorSchema,
	type ValueInfoProtoSchema,
} from "onnx-buf";
import { onnxTypeOf } from "./elementTypes.ts";
import type { GraphValue } from "./readGraph.ts";

/** One operator of a graph. Numbers that are whole become integer attributes. */
export interface GraphNode {
	readonly op: string;
	readonly inputs: readonly string[];
	readonly outputs: readonly string[];
	readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
	/** The body of a Loop; it may use the names of the graph around it. */
	readonly body?: GraphParts;
}

/** A graph in plain words. */
export interface GraphParts {
	readonly name: string;
	readonly inputs: readonly GraphValue[];
	readonly outputs: readonly GraphValue[];
	readonly nodes: readonly GraphNode[];
	/** Weights by name; no strings. */
	readonly weights?: TensorBundle;
}

/** A model in plain words. */
export interface GraphDescription extends GraphParts {
	/** Version of the operator set: 17 unless told. */
	readonly opset?: number;
}

const usualOpset = 17;
/** The file format's version that an operator set came with, or a later one. */
const irVersionOf = (opset: number) => (opset > usualOpset ? 10n : 8n);

/** ONNX bytes of a graph. */
export function buildModel(graph: GraphDescription): Uint8Array<ArrayBuffer> {
	const opset = graph.opset ?? usualOpset;
	const model = create(ModelProtoSchema, {
		irVersion: irVersionOf(opset),
		producerName: "tabgrid",
		opsetImport: [{ domain: "", version: BigInt(opset) }],
		graph: graphOf(graph),
	});
	return new Uint8Array(toBinary(ModelProtoSchema, model));
}

function graphOf(graph: GraphParts): MessageInitShape<typeof GraphProtoSchema> {
	return {
		name: graph.name,
		input: graph.inputs.map(valueInfoOf),
		output: graph.outputs.map(valueInfoOf),
		node: graph.nodes.map(nodeOf),
		initializer: Object.entries(graph.weights ?? {}).map(weightOf),
	};
}

/** A node as protobuf takes it. */
export function nodeOf({
	op,
	inputs,
	outputs,
	attributes,
	body,
}: GraphNode): MessageInitShape<typeof NodeProtoSchema> {
	return {
		opType: op,
		input: [...inputs],
		output: [...outputs],
		attribute: [
			...Object.entries(attributes ?? {}).map(attributeOf),
			...(body
				? [{ name: "body", type: AttributeProto_AttributeType.GRAPH, g: graphOf(body) }]
				: []),
		],
	};
}

/** A weight as protobuf takes it. */
export function weightOf([name, { dtype, dims, data }]: [string, TensorBytes]): MessageInitShape<
	typeof TensorProtoSchema
> {
	return {
		name,
		dataType: onnxTypeOf(dtype),
		dims: dims.map(BigInt),
		rawData: new Uint8Array(data),
	};
}

/** An input or output as protobuf takes it. */
export function valueInfoOf(value: GraphValue): MessageInitShape<typeof ValueInfoProtoSchema> {
	return { name: value.name, type: typeOf(value) };
}

function typeOf({ dtype, dims }: GraphValue) {
	const tensor: MessageInitShape<typeof TypeProto_TensorSchema> = {
		elemType: onnxTypeOf(dtype),
		...(dims && {
			shape: {
				dim: dims.map((dim) => {
					if (dim === undefined) return {};
					return typeof dim === "number"
						? { value: { case: "dimValue" as const, value: BigInt(dim) } }
						: { value: { case: "dimParam" as const, value: dim } };
				}),
			},
		}),
	};
	return { value: { case: "tensorType" as const, value: tensor } };
}

function attributeOf([name, value]: [string, number | readonly number[]]): MessageInitShape<
	typeof AttributeProtoSchema
> {
	if (typeof value !== "number")
		return { name, type: AttributeProto_AttributeType.INTS, ints: value.map(BigInt) };
	if (Number.isInteger(value))
		return { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) };
	return { name, type: AttributeProto_AttributeType.FLOAT, f: value };
}
