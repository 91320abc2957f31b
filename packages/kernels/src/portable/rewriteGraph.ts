import { create, toBinary } from "@bufbuild/protobuf";
import { elementCount } from "@tabgrid/protocol";
import {
	type GraphProto,
	GraphProtoSchema,
	type ModelProto,
	ModelProtoSchema,
	type NodeProto,
	NodeProtoSchema,
	TensorProtoSchema,
	ValueInfoProtoSchema,
} from "onnx-buf";
import { badModel, quoted } from "../modelCheck/badModel.ts";
import { valueInfoOf, weightOf } from "../onnx/buildModel.ts";
import { describeGraph, type GraphValue } from "../onnx/readGraph.ts";
import { checkAffordable, type PortableCost } from "./limits.ts";
import { Operator } from "./Operator.ts";
import { type Observed, shapeOf } from "./observe.ts";
import { PortableGraph } from "./PortableGraph.ts";
import { rewriters, staying } from "./rewriters.ts";

/** A rewritten model. */
export interface RewrittenModel {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly cost: PortableCost;
	/** How many nodes of each operator were written anew. */
	readonly rewritten: Readonly<Record<string, number>>;
}

/**
 * Writes every node of a model with operators that agree everywhere. Sizes besides the batch's become
 * those of the examples: sums are proved for them.
 * @throws TabgridError BAD_MODEL with the operator that can't be rewritten, TOO_LARGE.
 */
export function rewriteGraph(
	model: ModelProto,
	graph: GraphProto,
	opset: number,
	observed: Observed,
): RewrittenModel {
	const { inputs, outputs } = describeGraph(model);
	const written = new PortableGraph(opset);
	const renamed = new Map<string, string>();
	const rewritten: Record<string, number> = {};
	for (const node of graph.node) {
		// Values that follow from weights alone become weights.
		if (node.output.every((name) => name === "" || observed.constants.has(name))) continue;
		const floating = checkTypes(node, observed);
		const rewriter = Object.hasOwn(rewriters, node.opType) ? rewriters[node.opType] : undefined;
		if (floating && rewriter) {
			const [output = "", ...more] = node.output;
			checkOutputs(graph, node, more);
			renamed.set(output, rewriter(new Operator(written, node, observed, renamed)));
			rewritten[node.opType] = (rewritten[node.opType] ?? 0) + 1;
		} else if (floating && !staying.has(node.opType)) {
			throw badModel(
				`${quoted(node.opType)} at ${quoted(node.output[0] ?? "")} can't be made portable: nobody has written it with operators on which all backends agree.`,
			);
		} else {
			const input = node.input.map((name) => renamed.get(name) ?? name);
			written.nodes.push(create(NodeProtoSchema, { ...node, input }));
		}
	}
	for (const { name, dtype } of outputs) {
		if (observed.constants.has(name))
			throw badModel(`The output ${quoted(name)} doesn't depend on any input.`);
		if (dtype === "float32") nameOutput(written, renamed, name);
	}
	const cost = costOf(graph, written, observed);
	checkAffordable(cost);
	const fixed = (value: GraphValue) => create(ValueInfoProtoSchema, valueInfoOf(value));
	const proto = create(ModelProtoSchema, {
		irVersion: model.irVersion,
		producerName: "tabgrid",
		opsetImport: [{ domain: "", version: BigInt(opset) }],
		graph: create(GraphProtoSchema, {
			name: "portable",
			input: inputs.map((input) => fixed(fixShape(input, observed))),
			output: outputs.map((output) => fixed(fixShape(output, observed))),
			node: written.nodes,
			valueInfo: written.shapes.map(fixed),
			initializer: weightsOf(graph, written, observed),
		}),
	});
	return { model: new Uint8Array(toBinary(ModelProtoSchema, proto)), cost, rewritten };
}

/** Smaller numbers are subnormal, and GPUs may make them 0. */
const leastNormal = 2 ** -126;

/** Gives a result the name of an output, with one zero: of what sign it is depends on the order of sums. */
function nameOutput(written: PortableGraph, renamed: ReadonlyMap<string, string>, name: string) {
	const given = renamed.get(name) ?? keepApart(written, name);
	const small = written.less(written.abs(given), written.number(leastNormal));
	written.nodes.push({
		opType: "Where",
		input: [small, written.number(0), given],
		output: [name],
	});
}

/** Calls a value otherwise that a node which stays makes under an output's name. */
function keepApart({ nodes }: PortableGraph, name: string): string {
	const own = `portable/before ${name}`;
	const named = (value: string) => (value === name ? own : value);
	for (const node of nodes) {
		node.input = (node.input ?? []).map(named);
		node.output = (node.output ?? []).map(named);
	}
	return own;
}

/** Whether a node has to do with float32. @throws TabgridError BAD_MODEL for other floats. */
function checkTypes(node: NodeProto, { values }: Observed): boolean {
	const names = [...node.input, ...node.output].filter((name) => name !== "");
	const types = names.map((name) => values.get(name)?.dtype);
	const other = types.find((dtype) => dtype === "float64" || dtype === "float16");
	if (other)
		throw badModel(
			`${quoted(node.opType)} at ${quoted(node.output[0] ?? "")} computes with ${other}: only float32 can be made portable.`,
		);
	return types.includes("float32");
}

function checkOutputs(graph: GraphProto, node: NodeProto, more: readonly string[]): void {
	const used = more.find(
		(name) =>
			name !== "" &&
			(graph.output.some((output) => output.name === name) ||
				graph.node.some(({ input }) => input.includes(name))),
	);
	if (used !== undefined)
		throw badModel(
			`${quoted(node.opType)} can't be made portable with its output ${quoted(used)}.`,
		);
}

/** The batch's axis stays as it was; the others are as long as in the examples. */
function fixShape(value: GraphValue, { values, batch }: Observed): GraphValue {
	const seen = values.get(value.name);
	return seen ? { ...value, dims: shapeOf(seen, batch) } : value;
}

/** The weights that the new graph still uses, and its own. */
function weightsOf(graph: GraphProto, { nodes, weights }: PortableGraph, { constants }: Observed) {
	const used = new Set(nodes.flatMap(({ input }) => input ?? []));
	const given = graph.initializer.filter(({ name }) => used.has(name));
	const own = new Set(given.map(({ name }) => name));
	const folded = [...constants].filter(([name]) => used.has(name) && !own.has(name));
	const made = Object.entries(weights).filter(([name]) => used.has(name));
	return [...given, ...[...folded, ...made].map((w) => create(TensorProtoSchema, weightOf(w)))];
}

function costOf(graph: GraphProto, written: PortableGraph, observed: Observed): PortableCost {
	const { multiplyAddsBefore, multiplyAdds, nodes, weights } = written;
	const values = graph.node
		.flatMap(({ output }) => output)
		.filter((name) => !observed.constants.has(name));
	const sizes = values.map((name) => elementCount(observed.values.get(name)?.dims ?? []));
	// Slices lie one behind the other: four at most.
	const elements = 4 * sizes.reduce((most, size) => Math.max(most, size), 0);
	const bytes = Object.values(weights).reduce((sum, { data }) => sum + data.byteLength, 0);
	return { multiplyAddsBefore, multiplyAdds, elements, nodes: nodes.length, bytes };
}
