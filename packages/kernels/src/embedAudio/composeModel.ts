import { create } from "@bufbuild/protobuf";
import { type GraphProto, type ModelProto, ModelProtoSchema, type NodeProto } from "onnx-buf";
import { type GraphNode, nodeOf, valueInfoOf, weightOf } from "../onnx/buildModel.ts";
import { graphOfModel, makerOf } from "../onnx/graphParts.ts";
import { tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";

/** Values inside the two models that the composition ties together. */
const mel = {
	input: "input",
	/** The spectrogram in dB, [1, 1, frames, 32], before quiet values are cut off. */
	decibels: "onnx::ReduceMax_31",
	bands: 32,
} as const;
const embedding = { input: "input_1", output: "conv2d_19" } as const;

/**
 * openWakeWord's two models as one graph: sound → spectrogram of the whole shard, once → the frames of
 * each window → what lies 80 dB under the window's loudest value is cut off there → ÷ 10 + 2 → embedding.
 * The mel model cuts off by the loudest value of all it is given; here that is one window, so that an
 * embedding depends on its own 0.78 s and not on what shares its shard. It equals the mel model over the
 * window's samples followed by the embedding model.
 * @throws TabgridError BAD_MODEL when they aren't those models.
 */
export function composeSpeechEmbedding(
	melModel: ModelProto,
	embeddingModel: ModelProto,
): ModelProto {
	const melGraph = graphOfModel(melModel);
	const embeddingGraph = graphOfModel(embeddingModel);
	const { samples, frames } = format.modelInput;
	const spectrogram = nodesBefore(melGraph, mel.decibels);
	const rest = [...embeddingGraph.node];
	makerOf(embeddingGraph, embedding.output);
	rename(spectrogram, mel.input, samples);
	rename(rest, embedding.input, "windows.scaled");
	const nodes = [...spectrogram, ...cutIntoWindows.map(nodeOf), ...rest, nodeOf(asRows)];
	const used = new Set(nodes.flatMap(({ input }) => input ?? []));
	return create(ModelProtoSchema, {
		irVersion: melModel.irVersion,
		producerName: "tabgrid",
		opsetImport: [{ domain: "", version: 13n }],
		graph: {
			name: "speech-embedding",
			input: [
				valueInfoOf({ name: samples, dtype: "float32", dims: [1, "samples"] }),
				valueInfoOf({ name: frames, dtype: "int32", dims: ["windows", format.frames] }),
			],
			output: [
				valueInfoOf({
					name: format.modelOutput,
					dtype: "float32",
					dims: ["windows", format.values],
				}),
			],
			node: nodes,
			initializer: [
				...[...melGraph.initializer, ...embeddingGraph.initializer].filter(({ name }) =>
					used.has(name),
				),
				...Object.entries(weights).map(weightOf),
			],
		},
	});
}

/** Nodes up to the one that makes `value`; what comes after it is dropped. */
function nodesBefore(graph: GraphProto, value: string): NodeProto[] {
	const last = graph.node.indexOf(makerOf(graph, value));
	return graph.node.slice(0, last + 1);
}

function rename(nodes: readonly NodeProto[], from: string, to: string): void {
	for (const node of nodes) node.input = node.input.map((name) => (name === from ? to : name));
}

const float = (value: number) => tensorOf("float32", [], Float32Array.of(value));
const shape = (...dims: readonly bigint[]) =>
	tensorOf("int64", [dims.length], BigInt64Array.from(dims));
const weights = {
	"windows.bands": shape(-1n, BigInt(mel.bands)),
	"windows.range": float(80),
	"windows.divisor": float(10),
	"windows.offset": float(2),
	"windows.shape": shape(-1n, BigInt(format.frames), BigInt(mel.bands), 1n),
	"embeddings.shape": shape(-1n, BigInt(format.values)),
};

const node = (op: string, inputs: readonly string[], output: string): GraphNode => ({
	op,
	inputs,
	outputs: [output],
});
const cutIntoWindows: readonly GraphNode[] = [
	node("Reshape", [mel.decibels, "windows.bands"], "windows.frames"),
	node("Gather", ["windows.frames", format.modelInput.frames], "windows.cut"),
	{
		...node("ReduceMax", ["windows.cut"], "windows.loudest"),
		attributes: { axes: [1, 2], keepdims: 1 },
	},
	node("Sub", ["windows.loudest", "windows.range"], "windows.floor"),
	node("Max", ["windows.cut", "windows.floor"], "windows.heard"),
	node("Div", ["windows.heard", "windows.divisor"], "windows.tenths"),
	node("Add", ["windows.tenths", "windows.offset"], "windows.added"),
	node("Reshape", ["windows.added", "windows.shape"], "windows.scaled"),
];
const asRows = node("Reshape", [embedding.output, "embeddings.shape"], format.modelOutput);
