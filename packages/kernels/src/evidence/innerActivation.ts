import type { NodeProto } from "onnx-buf";
import type { GraphScope } from "./GraphScope.ts";
import { recurrent } from "./operators.ts";
import { branchesOf, type IfOutlets } from "./throughIf.ts";
import { layerOf } from "./weightSizes.ts";

/** What a layer took of at least so many features tells enough of what was computed before it. */
const manyFeatures = 16;
/** Nodes that are looked at before the search is given up. */
const mostNodes = 1_000;

/**
 * The nearest activation behind a value that has many numbers: what the last wide layer took, or what a
 * recurrent network gave. Undefined where there is none before the model's own inputs.
 */
export function innerActivation(
	scope: GraphScope,
	value: string,
	outlets: IfOutlets,
	seen: Set<NodeProto> = new Set(),
): string | undefined {
	const maker = scope.maker(value);
	if (maker === undefined || seen.has(maker.node) || seen.size > mostNodes) return undefined;
	seen.add(maker.node);
	const { node, scope: around } = maker;
	if (recurrent.has(node.opType)) return value;
	const branches = branchesOf(maker);
	if (branches) {
		const [then, otherwise] = [branches.then, branches.otherwise].map((graph) =>
			innerActivation(around.inside(graph), graph.output[maker.place]?.name ?? "", outlets, seen),
		);
		return then === undefined || otherwise === undefined
			? undefined
			: outlets.add(maker, branches, [then, otherwise]);
	}
	const layer = layerOf(maker);
	if (layer === undefined) {
		for (const input of node.input) {
			if (around.isConstant(input)) continue;
			const found = innerActivation(around, input, outlets, seen);
			if (found !== undefined) return found;
		}
		return undefined;
	}
	const wide = layer.from === undefined || layer.from >= manyFeatures;
	if (wide) return isComputed(around, layer.data) ? layer.data : undefined;
	return innerActivation(around, layer.data, outlets, seen);
}

/** Whether a value is more than the model's input in another shape. */
function isComputed(scope: GraphScope, value: string): boolean {
	let at = value;
	for (let steps = 0; steps < 16; steps++) {
		const maker = scope.maker(at);
		if (maker === undefined) return false;
		if (!moving.has(maker.node.opType)) return true;
		at = maker.node.input[0] ?? "";
	}
	return true;
}

const moving = new Set("Identity Cast Reshape Transpose Squeeze Unsqueeze Flatten".split(" "));
