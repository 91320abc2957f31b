import { byteLengthOf, limits } from "@tabgrid/protocol";
import type { ModelProto, ValueInfoProto } from "onnx-buf";
import { dtypeOfOnnx } from "../onnx/elementTypes.ts";
import { describeGraph, type GraphInfo, type GraphValue } from "../onnx/readGraph.ts";
import { badModel, quoted } from "./badModel.ts";
import { checkGraph, type GraphTotals } from "./checkGraph.ts";
import { modelLimits } from "./modelLimits.ts";
import { domainOf } from "./operators.ts";
import { parseModel } from "./parseModel.ts";

/** What is known of a model that passed {@link checkModel}. */
export interface ModelFacts extends GraphInfo {
	/** Nodes of all graphs together; `nodes` counts the outermost. */
	readonly allNodes: number;
	readonly initializers: number;
	/** Bytes of all weights. */
	readonly weightBytes: number;
	/** Nodes that one run executes at most, a loop over a tensor's length counted as 1,000 rounds. */
	readonly steps: number;
	/** Operators in use, as "Conv" or "com.microsoft.FusedConv", sorted. */
	readonly operators: readonly string[];
}

/**
 * Checks, without running it, that a model from anyone may be run by everyone: that it is one whole
 * ONNX file of operators that browsers run, whose weights are what they say, and that neither its
 * declared shapes nor its constants nor its loops make it larger or longer than a tab can take.
 *
 * It can't see what is computed from the inputs: sizes and loop ends that only a run tells are stopped
 * by the provider's time and memory limits.
 * @throws TabgridError BAD_MODEL with what is wrong and, where there is one, the way out.
 */
export function checkModel(bytes: Uint8Array): ModelFacts {
	const model = parseModel(bytes);
	const info = describeGraph(model);
	const { graph } = model;
	checkVersions(model, info.opset);
	if (graph === undefined) throw badModel("The file is no ONNX model: it holds no graph.");
	const totals: GraphTotals = {
		nodes: 0,
		initializers: 0,
		weightBytes: 0,
		steps: 0,
		depth: 0,
		operators: new Set(),
	};
	checkGraph(graph, totals);
	checkEdges(info.inputs, "input", limits.shardInput);
	checkEdges(info.outputs, "output", limits.shardOutput);
	for (const value of [...graph.input, ...graph.valueInfo]) checkDeclared(value);
	return {
		...info,
		allNodes: totals.nodes,
		initializers: totals.initializers,
		weightBytes: totals.weightBytes,
		steps: totals.steps,
		operators: [...totals.operators].sort(),
	};
}

function checkVersions(model: ModelProto, opset: number | undefined): void {
	if (model.functions.length > 0)
		throw badModel(
			`The model defines functions of its own (${quoted(model.functions[0]?.name ?? "")}). Inline them: onnx.inliner.inline_local_functions(model).`,
		);
	if (model.trainingInfo.length > 0)
		throw badModel("The model is one for training. Export it for inference.");
	const { irVersion: ir, opset: allowed } = modelLimits;
	if (model.irVersion < ir.min || model.irVersion > ir.max)
		throw badModel(
			`The model has version ${model.irVersion} of the ONNX format; browsers read ${ir.min} to ${ir.max}.`,
		);
	const domains = model.opsetImport.map(({ domain }) => domainOf(domain));
	if (new Set(domains).size !== domains.length)
		throw badModel("The model names two versions of the same operators.");
	if (opset === undefined) throw badModel("The model doesn't say which operator set it uses.");
	if (opset < allowed.min || opset > allowed.max)
		throw badModel(
			`The model uses version ${opset} of the operator set; browsers run ${allowed.min} to ${allowed.max}. Convert it: onnx.version_converter.convert_version(model, 17).`,
		);
}

function checkEdges(values: readonly GraphValue[], what: "input" | "output", most: number): void {
	if (values.length > modelLimits.edges)
		throw badModel(`The model has ${values.length} ${what}s; ${modelLimits.edges} are allowed.`);
	const names = new Set<string>();
	for (const { name, dtype, dims } of values) {
		// A tensor bundle is an object by names, and "__proto__" would be its prototype.
		if (name === "" || name.length > modelLimits.nameLength || name === "__proto__")
			throw badModel(
				`An ${what} of the model has the name ${quoted(name)}; give it one of 1 to ${modelLimits.nameLength} characters.`,
			);
		if (names.has(name)) throw badModel(`The model has two ${what}s named ${quoted(name)}.`);
		names.add(name);
		const fixed = (dims ?? []).filter((dim) => typeof dim === "number");
		const bytes = byteLengthOf(dtype, fixed) ?? 0;
		if (bytes > most)
			throw badModel(
				`The model's ${what} ${quoted(name)} has ${bytes} bytes at least; a shard's ${what} may have ${most}.`,
			);
	}
}

/** Refuses a declared shape that is over the limit already where it is known. */
function checkDeclared({ name, type }: ValueInfoProto): void {
	if (type?.value.case !== "tensorType") return;
	const { elemType, shape } = type.value.value;
	const dims = shape?.dim ?? [];
	const values = dims.reduce(
		(product, { value }) => product * (value.case === "dimValue" ? Number(value.value) : 1),
		1,
	);
	if (dims.length > modelLimits.rank || Math.abs(values) > modelLimits.elements)
		throw badModel(
			`The model declares ${quoted(name)} with ${values} values; ${modelLimits.elements} are allowed.`,
		);
	if (elemType !== 0 && dtypeOfOnnx(elemType) === undefined)
		throw badModel(
			`${quoted(name)} of the model has ONNX element type ${elemType}, which browsers don't run.`,
		);
}
