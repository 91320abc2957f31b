import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { compareNetworks, type NetworkLoss } from "../exact8/loss.ts";
import { badModel, quoted } from "../modelCheck/badModel.ts";
import { checkModel } from "../modelCheck/checkModel.ts";
import { domainOf } from "../modelCheck/operators.ts";
import { parseModel } from "../modelCheck/parseModel.ts";
import { graphOfModel } from "../onnx/graphParts.ts";
import type { PortableCost } from "./limits.ts";
import { observe, type RunOnce } from "./observe.ts";
import { rewriteGraph } from "./rewriteGraph.ts";

/** A float32 network that gives the same bits on every backend. */
export interface PortableModel {
	/** ONNX bytes: the same inputs and outputs, by name and type; sizes but the batch's are fixed. */
	readonly model: Uint8Array<ArrayBuffer>;
	/** How many nodes of each operator were written anew. */
	readonly rewritten: Readonly<Record<string, number>>;
	readonly cost: PortableCost;
	/** How far it is from the given model on the examples: of the output that is furthest. */
	readonly loss: NetworkLoss;
}

/** The oldest operators that it is written with (Where) came in this version. */
const oldestOpset = 9;

/**
 * Rewrites a float32 network with operators whose results are the same on every backend: sums of
 * products as sums of exact products of slices, transcendental functions as polynomials, divisions and
 * roots by Newton's iteration. It loses no more than ordinary backends differ by, and takes longer.
 *
 * @param inputs examples, finite: all of the model's inputs by name. They fix every size but the batch's.
 * @param run computes the given model, and the rewritten one for the loss.
 * @throws TabgridError BAD_MODEL with what can't be rewritten, TOO_LARGE beyond the limits of limits.ts,
 * BAD_INPUT for unusable examples.
 */
export async function toPortable(
	model: Uint8Array<ArrayBuffer>,
	inputs: TensorBundle,
	run: RunOnce,
): Promise<PortableModel> {
	const { opset = 0 } = checkModel(model);
	if (opset < oldestOpset)
		throw badModel(
			`The model uses version ${opset} of the operator set; ${oldestOpset} and later can be made portable. Convert it: onnx.version_converter.convert_version(model, 17).`,
		);
	const proto = parseModel(model);
	const graph = graphOfModel(proto);
	for (const node of graph.node) {
		const body = node.attribute.some(({ g }) => g !== undefined);
		if (body || domainOf(node.domain) !== "")
			throw badModel(
				`${quoted(node.opType)} at ${quoted(node.output[0] ?? "")} can't be made portable: ${body ? "it holds a graph of its own" : "it is no standard operator"}.`,
			);
	}
	const observed = await observe(proto, graph, inputs, run);
	const made = rewriteGraph(proto, graph, opset, observed);
	checkModel(made.model);
	const before = await run(model, inputs);
	const after = await run(made.model, inputs);
	return { ...made, loss: furthest(before, after) };
}

function furthest(before: TensorBundle, after: TensorBundle): NetworkLoss {
	const losses = Object.entries(before)
		.filter(([, { dtype }]) => dtype === "float32")
		.map(([name, tensor]) => compareNetworks(tensor, after[name]));
	const [first, ...rest] = losses;
	if (first === undefined)
		throw new TabgridError("BAD_MODEL", "The model has no output of float32.");
	return rest.reduce((worst, loss) => (loss.relative > worst.relative ? loss : worst), first);
}
