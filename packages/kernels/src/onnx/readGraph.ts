import { type Dtype, TabgridError } from "@tabgrid/protocol";
import {
	type GraphProto,
	type ModelProto,
	TensorProto_DataLocation,
	type ValueInfoProto,
} from "onnx-buf";
import { quoted } from "../modelCheck/badModel.ts";
import { parseModel } from "../modelCheck/parseModel.ts";
import { dtypeOfOnnx } from "./elementTypes.ts";

/** A dimension: its size, its symbol ("batch"), or undefined where the model says nothing. */
export type GraphDim = number | string | undefined;

/** An input or output of a graph. */
export interface GraphValue {
	readonly name: string;
	readonly dtype: Dtype;
	/** Undefined when the model doesn't even tell the rank. */
	readonly dims: readonly GraphDim[] | undefined;
}

/** What a model asks for and gives. */
export interface GraphInfo {
	/** Inputs to feed; those that only give a weight its default are left out. */
	readonly inputs: readonly GraphValue[];
	readonly outputs: readonly GraphValue[];
	readonly nodes: number;
	/** Version of the standard operator set. */
	readonly opset: number | undefined;
	/** "pytorch 2.1", say; empty when the model doesn't tell. */
	readonly producer: string;
}

/**
 * Reads a model's inputs and outputs, and checks nothing else: models from others go through
 * `checkModel`, which tells these too.
 * @throws TabgridError BAD_MODEL when the bytes are no ONNX model, its weights lie in other files, or
 * an input or output is no tensor of a type that onnxruntime-web takes.
 */
export function readGraph(model: Uint8Array): GraphInfo {
	return describeGraph(parseModel(model));
}

/** {@link readGraph} of a decoded model. */
export function describeGraph(model: ModelProto): GraphInfo {
	const { graph, opsetImport, producerName, producerVersion } = model;
	if (graph === undefined || graph.node.length === 0 || graph.output.length === 0)
		throw new TabgridError("BAD_MODEL", "The file is no ONNX model: it holds no graph.");
	const external = graph.initializer.find(
		(weights) => weights.dataLocation === TensorProto_DataLocation.EXTERNAL,
	);
	if (external)
		throw new TabgridError(
			"BAD_MODEL",
			`The model keeps its weights (${quoted(external.name)}) in another file. Save it as one file: onnx.save(model, path, save_as_external_data=False).`,
		);
	const opset = opsetImport.find(({ domain }) => domain === "" || domain === "ai.onnx")?.version;
	return {
		inputs: fedInputs(graph).map(readValue),
		outputs: graph.output.map(readValue),
		nodes: graph.node.length,
		opset: opset === undefined ? undefined : Number(opset),
		producer: `${producerName} ${producerVersion}`.trim(),
	};
}

function fedInputs(graph: GraphProto): ValueInfoProto[] {
	const weights = new Set(graph.initializer.map(({ name }) => name));
	return graph.input.filter(({ name }) => !weights.has(name));
}

function readValue({ name, type }: ValueInfoProto): GraphValue {
	if (type?.value.case !== "tensorType")
		throw new TabgridError("BAD_MODEL", `${quoted(name)} of the model is no tensor.`);
	const { elemType, shape } = type.value.value;
	const dtype = dtypeOfOnnx(elemType);
	if (dtype === undefined)
		throw new TabgridError(
			"BAD_MODEL",
			`${quoted(name)} of the model has ONNX element type ${elemType}, which browsers don't run.`,
		);
	const dims = shape?.dim.map(({ value }): GraphDim => {
		// Exporters write -1 for a size that they don't know, and onnxruntime takes it so.
		if (value.case === "dimValue") return value.value < 0n ? undefined : Number(value.value);
		return value.case === "dimParam" && value.value !== "" ? value.value : undefined;
	});
	return { name, dtype, dims };
}
