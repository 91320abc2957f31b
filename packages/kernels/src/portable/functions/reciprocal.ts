import type { PortableGraph } from "../PortableGraph.ts";
import { inversePower, nextPowerOfTwo } from "./powersOfTwo.ts";

/**
 * 1 ÷ m for m from 0.5 to 1 by Newton's iteration y ← y + y·(1 − m·y), from the line that is at most
 * 1/17 wrong (48 − 32·m) ÷ 17: wrong by 1/17, 1/17², 1/17⁴, 1/17⁸ in turn, then by roundings alone.
 */
function newton(graph: PortableGraph, m: string): string {
	let y = graph.sub(graph.number(48 / 17), graph.mul(m, graph.number(32 / 17)));
	for (let step = 0; step < 3; step++) {
		const error = graph.sub(graph.number(1), graph.mul(m, y));
		y = graph.add(y, graph.mul(y, error));
	}
	return y;
}

/** 1 ÷ x for x from 2^(power−1) to 2^power. */
export function reciprocalNear(graph: PortableGraph, x: string, power: number): string {
	const scale = graph.number(2 ** -power);
	return graph.mul(newton(graph, graph.mul(x, scale)), scale);
}

/** 1 ÷ x for positive x; outside of 2^−100 to 2^100 that of the nearer end. */
export function positiveReciprocal(graph: PortableGraph, x: string): string {
	const held = graph.min(graph.max(x, graph.number(2 ** -100)), graph.number(2 ** 100));
	const scale = inversePower(graph, nextPowerOfTwo(graph, held));
	return graph.mul(newton(graph, graph.mul(held, scale)), scale);
}

/** 1 ÷ x of either sign; 0 counts as 2^−100. */
export function reciprocal(graph: PortableGraph, x: string): string {
	const size = positiveReciprocal(graph, graph.abs(x));
	return graph.where(graph.less(x, graph.number(0)), graph.neg(size), size);
}
