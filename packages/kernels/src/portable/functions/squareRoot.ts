import type { PortableGraph } from "../PortableGraph.ts";
import { inversePower, nextPowerOfTwo, rootOfPower } from "./powersOfTwo.ts";

/** Below this a number counts as 0. */
const least = 2 ** -100;

/**
 * x = m·g² with g a power of two and m from 1/4 to 1, and 1 ÷ √m by Newton's iteration
 * y ← y·(1.5 − 0.5·m·y²) from a line that is at most a tenth wrong: 0.015, 3·10⁻⁴, 2·10⁻⁷, 4·10⁻¹⁴ in turn.
 */
function rootParts(graph: PortableGraph, x: string) {
	const held = graph.min(graph.max(x, graph.number(least)), graph.number(2 ** 100));
	const g = rootOfPower(graph, nextPowerOfTwo(graph, held));
	const inverse = inversePower(graph, g);
	const m = graph.mul(graph.mul(held, inverse), inverse);
	// Equal errors at 1/4 and 1, and the opposite one between.
	let y = graph.sub(graph.number(2.1), graph.mul(m, graph.number(1.2)));
	const half = graph.mul(m, graph.number(0.5));
	for (let step = 0; step < 4; step++) {
		const product = graph.mul(graph.mul(half, y), y);
		y = graph.mul(y, graph.sub(graph.number(1.5), product));
	}
	return { m, y, g, inverse };
}

/** √x for x from 0 to 2^100; 0 below 2^−100. */
export function squareRoot(graph: PortableGraph, x: string): string {
	const { m, y, g } = rootParts(graph, x);
	const root = graph.mul(graph.mul(m, y), g);
	return graph.where(graph.less(x, graph.number(least)), graph.number(0), root);
}

/** 1 ÷ √x for x from 2^−100 to 2^100. */
export function inverseSquareRoot(graph: PortableGraph, x: string): string {
	const { y, inverse } = rootParts(graph, x);
	return graph.mul(y, inverse);
}
