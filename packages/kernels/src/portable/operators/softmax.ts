import { exponential } from "../functions/exponential.ts";
import { logarithm } from "../functions/logarithm.ts";
import { positiveReciprocal } from "../functions/reciprocal.ts";
import type { Operator } from "../Operator.ts";
import { exactSum } from "./reductions.ts";

/** Until version 12 all axes from the given one on count as one. */
function axesOf(operator: Operator): number[] {
	const rank = operator.seen(0).dims.length;
	const old = operator.graph.opset < 13;
	const axis = operator.axis(operator.attribute("axis", old ? 1 : -1));
	return old ? Array.from({ length: rank - axis }, (_, at) => axis + at) : [axis];
}

function exponentials(operator: Operator) {
	const { graph } = operator;
	const axes = axesOf(operator);
	const value = operator.input(0);
	const below = graph.sub(value, graph.reduce("ReduceMax", value, axes));
	const powers = exponential(graph, below);
	return { below, powers, sum: exactSum(operator, powers, axes) };
}

/** e^(x − max) ÷ Σ e^(x − max). */
export function softmax(operator: Operator): string {
	const { powers, sum } = exponentials(operator);
	return operator.graph.mul(powers, positiveReciprocal(operator.graph, sum));
}

/** x − max − log Σ e^(x − max). */
export function logSoftmax(operator: Operator): string {
	const { below, sum } = exponentials(operator);
	return operator.graph.sub(below, logarithm(operator.graph, sum));
}
