import type { GraphProto, NodeProto } from "onnx-buf";
import { badModel, quoted } from "../modelCheck/badModel.ts";
import { attributeValues, tensorValues } from "../modelCheck/constantValues.ts";
import { parseModel } from "../modelCheck/parseModel.ts";
import { describeGraph } from "../onnx/readGraph.ts";
import type { LayerStep, Network } from "./network.ts";
import { convolutionOf, denseOf } from "./readLinear.ts";
import { constantsOf } from "./readWeights.ts";

/** Operators at the very end that only squash: they can't be exact, and what they squash is enough. */
const squashing = new Set(["Softmax", "LogSoftmax", "Sigmoid"]);

/**
 * Reads a network of dense layers, convolutions, Relu and pooling, one after the other.
 * @throws TabgridError BAD_MODEL with the first thing that can't be made exact.
 */
export function readNetwork(bytes: Uint8Array): Network {
	const model = parseModel(bytes);
	const { inputs, outputs } = describeGraph(model);
	const [input, output] = [inputs[0], outputs[0]];
	const { graph } = model;
	if (!graph || !input || !output || inputs.length !== 1 || outputs.length !== 1)
		throw badModel("Only a network of one input and one output can be made exact.");
	if (input.dtype !== "float32" || output.dtype !== "float32")
		throw badModel("Only a network from float32 to float32 can be made exact.");
	const nodes = chain(graph, input.name, output.name);
	const end = nodes.at(-1);
	const leftOut = end && squashing.has(end.opType) ? end : undefined;
	const steps = stepsOf(graph, leftOut ? nodes.slice(0, -1) : nodes);
	if (!steps.some(({ kind }) => kind === "dense" || kind === "conv"))
		throw badModel("The model has no dense layer and no convolution.");
	const last = steps.at(-1)?.output ?? output.name;
	return { input, output, last, steps, leftOut: leftOut?.opType };
}

/** The nodes from input to output, each fed by the one before and by constants. */
function chain(graph: GraphProto, input: string, output: string): NodeProto[] {
	const constants = constantsOf(graph);
	const nodes: NodeProto[] = [];
	let value = input;
	while (value !== output) {
		const next = graph.node.filter((node) => node.input.includes(value));
		const [node] = next;
		if (node === undefined || next.length > 1)
			throw badModel(
				`${quoted(value)} goes ${next.length === 0 ? "nowhere" : "several ways"}: only networks whose layers follow one another can be made exact.`,
			);
		const other = node.input.find((name) => name !== "" && name !== value && !constants.has(name));
		if (other !== undefined)
			throw badModel(`${quoted(node.opType)} joins ${quoted(value)} and ${quoted(other)}.`);
		nodes.push(node);
		value = node.output[0] ?? output;
	}
	return nodes;
}

function stepsOf(graph: GraphProto, nodes: readonly NodeProto[]): LayerStep[] {
	const constants = constantsOf(graph);
	const steps: LayerStep[] = [];
	for (const node of nodes) {
		const [input = "", second = ""] = node.input;
		const [output = ""] = node.output;
		const before = steps.at(-1);
		const list = (name: string) => attributeValues(node, name);
		switch (node.opType) {
			case "Gemm":
			case "MatMul":
				steps.push(denseOf(node, constants));
				break;
			case "Conv":
				steps.push(convolutionOf(node, constants));
				break;
			case "Add": {
				if (before?.kind !== "dense" || before.activation !== "none") throw unknown(node);
				steps.splice(-1, 1, denseOf(node, constants, before));
				break;
			}
			case "Clip":
			case "Relu": {
				const upTo = node.opType === "Clip" ? limitsOf(node, constants) : undefined;
				if ((before?.kind === "dense" || before?.kind === "conv") && before.activation === "none")
					steps.splice(-1, 1, { ...before, output, activation: upTo ?? "relu" });
				else if (upTo === undefined)
					steps.push({ kind: "passing", op: "Relu", input, output, attributes: {} });
				else throw unknown(node);
				break;
			}
			case "MaxPool":
			case "AveragePool": {
				const [kernel, strides, pads] = [list("kernel_shape"), list("strides"), list("pads")];
				if (kernel === undefined || node.attribute.some(({ name }) => name === "auto_pad"))
					throw unknown(node);
				if (node.opType === "AveragePool") {
					if (pads?.some((pad) => pad !== 0) || (list("ceil_mode") ?? [0])[0] !== 0)
						throw badModel("An AveragePool with padding can't be made exact.");
					const window = { kernel, strides: strides ?? kernel.map(() => 1) };
					steps.push({ kind: "average", input, output, window });
				} else
					steps.push({
						kind: "passing",
						op: "MaxPool",
						input,
						output,
						attributes: {
							kernel_shape: kernel,
							...(strides && { strides }),
							...(pads && { pads }),
							ceil_mode: (list("ceil_mode") ?? [0])[0] ?? 0,
						},
					});
				break;
			}
			case "GlobalAveragePool":
				steps.push({ kind: "average", input, output, window: undefined });
				break;
			case "Flatten":
				steps.push({
					kind: "passing",
					op: "Flatten",
					input,
					output,
					attributes: { axis: (list("axis") ?? [1])[0] ?? 1 },
				});
				break;
			case "Reshape": {
				const shape = constants.get(second);
				const dims = shape && tensorValues(shape);
				if (dims === undefined) throw unknown(node);
				steps.push({ kind: "passing", op: "Reshape", input, output, attributes: {}, shape: dims });
				break;
			}
			case "Identity":
			case "Dropout":
				steps.push({ kind: "passing", op: "Identity", input, output, attributes: {} });
				break;
			default:
				throw unknown(node);
		}
	}
	return steps;
}

/** Clip(0, high), as Relu6 is written. */
function limitsOf(node: NodeProto, constants: ReturnType<typeof constantsOf>) {
	const number = (place: number, attribute: string) => {
		const tensor = constants.get(node.input[place] ?? "");
		return ((tensor && tensorValues(tensor)) ?? attributeValues(node, attribute))?.[0];
	};
	const [low, high] = [number(1, "min"), number(2, "max")];
	if (low !== 0 || high === undefined || !(high > 0)) throw unknown(node);
	return { upTo: high };
}

const unknown = (node: NodeProto) =>
	badModel(
		`${quoted(node.opType)} at ${quoted(node.output[0] ?? "")} can't be made exact here: dense layers (Gemm, MatMul and Add), Conv, Relu, Clip from 0, MaxPool, AveragePool, GlobalAveragePool, Flatten and Reshape can.`,
	);
