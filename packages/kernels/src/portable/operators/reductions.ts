import { cutForSum, sumAlong } from "../exactSums.ts";
import { squareRoot } from "../functions/squareRoot.ts";
import type { Operator } from "../Operator.ts";

/** Σ along axes of a value whose sizes are those of the operator's first input. */
export function exactSum(
	operator: Operator,
	value: string,
	axes: readonly number[],
	keep = true,
): string {
	const count = operator.countAlong(axes);
	const cut = cutForSum(count);
	if (cut === undefined) throw operator.refusal(`adds ${count} numbers, too many for exact sums`);
	return sumAlong(operator.graph, value, axes, cut, keep);
}

/** The mean, as the sum times 1/count. */
export function exactMean(
	operator: Operator,
	value: string,
	axes: readonly number[],
	keep = true,
): string {
	const sum = exactSum(operator, value, axes, keep);
	return operator.graph.mul(sum, operator.graph.number(1 / operator.countAlong(axes)));
}

/** The axes of a Reduce operator, from the front; undefined where it reduces nothing. */
function axesOf(operator: Operator): number[] | undefined {
	const rank = operator.seen(0).dims.length;
	if (operator.has(1) && operator.constant(1) === undefined)
		throw operator.refusal("has axes that are computed");
	const axes = operator.numbers(1) ?? operator.list("axes");
	if (axes !== undefined && axes.length > 0) return axes.map((axis) => operator.axis(axis));
	if (operator.attribute("noop_with_empty_axes", 0) === 1) return undefined;
	return Array.from({ length: rank }, (_, axis) => axis);
}

type Reduction = (operator: Operator, value: string, axes: number[], keep: boolean) => string;

const reduction = (reduce: Reduction) => (operator: Operator) => {
	const axes = axesOf(operator);
	const value = operator.input(0);
	if (axes === undefined) return operator.graph.apply("Identity", [value]);
	return reduce(operator, value, axes, operator.attribute("keepdims", 1) === 1);
};

const squares: Reduction = (operator, value, axes, keep) =>
	exactSum(operator, operator.graph.mul(value, value), axes, keep);

/** What is left of the Reduce operators once the largest and the least are let be. */
export const reductions = {
	ReduceSum: reduction(exactSum),
	ReduceMean: reduction(exactMean),
	ReduceSumSquare: reduction(squares),
	ReduceL1: reduction((operator, value, axes, keep) =>
		exactSum(operator, operator.graph.abs(value), axes, keep),
	),
	ReduceL2: reduction((operator, value, axes, keep) =>
		squareRoot(operator.graph, squares(operator, value, axes, keep)),
	),
} as const;
