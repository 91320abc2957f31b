import type { AttributeProto, GraphProto, NodeProto } from "onnx-buf";
import { badModel, quoted } from "./badModel.ts";
import { checkSizes } from "./checkSizes.ts";
import { checkTensor } from "./checkTensor.ts";
import { KnownValues } from "./KnownValues.ts";
import { modelLimits } from "./modelLimits.ts";
import { domainOf, objectionTo } from "./operators.ts";

/** What a walk through all graphs of a model adds up. */
export interface GraphTotals {
	nodes: number;
	initializers: number;
	/** Bytes of all weights. */
	weightBytes: number;
	/** Nodes that one run executes, see {@link modelLimits}. */
	steps: number;
	/** 1 for a model without subgraphs. */
	depth: number;
	/** As "Conv" or "com.microsoft.FusedConv". */
	readonly operators: Set<string>;
}

/** The attributes that hold a graph, by the operators that have one. */
const bodies: Readonly<Record<string, readonly string[]>> = {
	If: ["then_branch", "else_branch"],
	Loop: ["body"],
	Scan: ["body"],
};

/**
 * Checks a graph and those inside of it, and adds to `totals`.
 * @param rounds how often the graph is run.
 * @throws TabgridError BAD_MODEL
 */
export function checkGraph(
	graph: GraphProto,
	totals: GraphTotals,
	outer?: KnownValues,
	rounds = 1,
	depth = 1,
): void {
	if (depth > modelLimits.graphDepth) throw badModel("The model's graphs are nested too deeply.");
	totals.depth = Math.max(totals.depth, depth);
	if (graph.sparseInitializer.length > 0)
		throw badModel("The model has sparse weights, which the grid doesn't run: make them dense.");
	totals.initializers += graph.initializer.length;
	atMost(totals.initializers, modelLimits.initializers, "weights");
	const names = new Set<string>();
	for (const tensor of graph.initializer) {
		if (names.has(tensor.name))
			throw badModel(`The model has two weights with the name ${quoted(tensor.name)}.`);
		names.add(tensor.name);
		totals.weightBytes += checkTensor(tensor);
	}
	totals.nodes += graph.node.length;
	atMost(totals.nodes, modelLimits.nodes, "nodes");
	const known = new KnownValues(graph, outer);
	for (const node of graph.node) checkNode(node, totals, known, rounds, depth);
}

function checkNode(
	node: NodeProto,
	totals: GraphTotals,
	known: KnownValues,
	rounds: number,
	depth: number,
): void {
	const domain = domainOf(node.domain);
	const objection = objectionTo(node.opType, domain);
	const operator = domain === "" ? node.opType : `${domain}.${node.opType}`;
	if (objection) throw badModel(`The model uses the operator ${quoted(operator)}, ${objection}.`);
	totals.operators.add(operator);
	atMost(Math.max(node.input.length, node.output.length), modelLimits.nodeEdges, "edges of a node");
	checkSizes(node, known);
	totals.steps += rounds;
	const inside = rounds * roundsOf(node, known);
	// An empty body goes round as well.
	if (node.opType === "Loop") totals.steps += inside;
	if (totals.steps > modelLimits.steps)
		throw badModel(
			`The model's loops go round too often: one run may execute ${modelLimits.steps} nodes.`,
		);
	const seen = new Set<string>();
	for (const attribute of node.attribute) {
		if (seen.has(attribute.name))
			throw badModel(`A node of the model (${node.opType}) has ${quoted(attribute.name)} twice.`);
		seen.add(attribute.name);
		checkAttribute(node, attribute, totals);
		if (attribute.g) checkGraph(attribute.g, totals, known, inside, depth + 1);
	}
}

/** How often a node's body runs. @throws TabgridError BAD_MODEL for a Loop that nothing bounds. */
function roundsOf(node: NodeProto, known: KnownValues): number {
	if (node.opType === "Scan") return modelLimits.assumedRounds;
	if (node.opType !== "Loop") return 1;
	const most = known.of(node.input[0] ?? "");
	if (most === "lengths") return modelLimits.assumedRounds;
	const rounds = most?.[0];
	if (rounds === undefined || Number.isNaN(rounds))
		throw badModel(
			`The loop ${quoted(node.name || (node.output[0] ?? ""))} has no bound that can be told beforehand: give it a constant largest number of rounds, or a tensor's length.`,
		);
	return Math.max(0, rounds);
}

function checkAttribute(node: NodeProto, attribute: AttributeProto, totals: GraphTotals): void {
	const place = `The attribute ${quoted(attribute.name)} of a node (${node.opType})`;
	if (attribute.refAttrName !== "")
		throw badModel(`${place} refers to a function, and the grid runs none.`);
	if (attribute.sparseTensor || attribute.sparseTensors.length > 0)
		throw badModel(`${place} is a sparse tensor, which the grid doesn't run.`);
	const bodiesHere = Object.hasOwn(bodies, node.opType) ? bodies[node.opType] : undefined;
	if (attribute.graphs.length > 0 || (attribute.g && !bodiesHere?.includes(attribute.name)))
		throw badModel(`${place} holds a graph where none belongs.`);
	for (const tensor of attribute.t ? [attribute.t, ...attribute.tensors] : attribute.tensors)
		totals.weightBytes += checkTensor(tensor);
}

function atMost(amount: number, most: number, what: string): void {
	if (amount > most) throw badModel(`The model has ${amount} ${what}; ${most} are allowed.`);
}
