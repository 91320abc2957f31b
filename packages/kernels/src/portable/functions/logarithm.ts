import type { PortableGraph } from "../PortableGraph.ts";
import { polynomial } from "./polynomial.ts";
import { exponentOf, inversePower, nextPowerOfTwo } from "./powersOfTwo.ts";

/** Smaller numbers count as this one: a logarithm of 0 would be infinite. */
const leastOfLogarithm = 2 ** -100;

/**
 * log(1 + t) for t from √½ − 1 to √2 − 1: t − t²/2 + t³·p(t), with the polynomial of `logf` in
 * S. L. Moshier's Cephes library.
 */
function nearOne(graph: PortableGraph, t: string): string {
	const p = polynomial(
		graph,
		t,
		[
			7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
			-1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
		],
	);
	const square = graph.mul(t, t);
	const cubic = graph.mul(graph.mul(t, square), p);
	return graph.sub(cubic, graph.mul(square, graph.number(0.5)));
}

/**
 * Natural logarithm for x from 2^−100 to 2^100: x = 2ᵉ·m with m from √½ to √2; e·ln 2 is added in two
 * parts, the first of which is exact (Cody and Waite).
 */
export function logarithm(graph: PortableGraph, x: string): string {
	const held = graph.min(graph.max(x, graph.number(leastOfLogarithm)), graph.number(2 ** 100));
	const power = nextPowerOfTwo(graph, held);
	const m = graph.mul(held, inversePower(graph, power));
	const low = graph.less(m, graph.number(Math.SQRT1_2));
	const t = graph.sub(graph.where(low, graph.add(m, m), m), graph.number(1));
	const whole = exponentOf(graph, power);
	const e = graph.where(low, graph.sub(whole, graph.number(1)), whole);
	const small = graph.sub(nearOne(graph, t), graph.mul(e, graph.number(2.1219444005469057e-4)));
	return graph.add(graph.add(small, t), graph.mul(e, graph.number(0.693359375)));
}

/** log(1 + x) for x from 0 to 1. */
export function logarithmOfOneAnd(graph: PortableGraph, x: string): string {
	// Beyond √2 − 1: log(1 + x) = log 2 + log(1 + (x − 1)/2), whose division by 2 is exact.
	const far = graph.less(graph.number(Math.SQRT2 - 1), x);
	const half = graph.mul(graph.sub(x, graph.number(1)), graph.number(0.5));
	const t = graph.where(far, half, x);
	const rest = graph.add(nearOne(graph, t), t);
	return graph.where(far, graph.add(rest, graph.number(Math.LN2)), rest);
}
