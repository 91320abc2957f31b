import type { PortableGraph } from "../PortableGraph.ts";

/**
 * The power of two that is not below each of the values, which lie between 2^−100 and 2^100:
 * (2²⁴·v + v) − 2²⁴·v is 0 or that power, and 0 only where v is a power of two itself. From S. M. Rump,
 * T. Ogita, S. Oishi, "Accurate floating-point summation I", SIAM J. Sci. Comput. 31 (2008), algorithm
 * 3.6. The product is exact, so contracting it with the sum changes nothing.
 */
export function nextPowerOfTwo(graph: PortableGraph, value: string): string {
	const far = graph.mul(value, graph.number(2 ** 24));
	return graph.max(graph.sub(graph.add(far, value), far), value);
}

/** A value of the right magnitude, at most 0.5 % wrong, made the power of two that it means. */
function meantPower(graph: PortableGraph, guess: string): string {
	return nextPowerOfTwo(graph, graph.mul(guess, graph.number(0.99)));
}

/** 1 ÷ p of powers of two, exactly. WGSL lets a division be 2.5 units wrong; this hides it. */
export function inversePower(graph: PortableGraph, power: string): string {
	return meantPower(graph, graph.guess("Div", [graph.number(1), power]));
}

/** The power of two next to √p from above, for powers of two p: 2^⌈e/2⌉ of 2^e. */
export function rootOfPower(graph: PortableGraph, power: string): string {
	return meantPower(graph, graph.guess("Sqrt", [power]));
}

/** The exponent of powers of two, a whole number: the logarithm's error is far below a half. */
export function exponentOf(graph: PortableGraph, power: string): string {
	const log = graph.guess("Log", [power]);
	const near = graph.mul(log, graph.number(Math.LOG2E));
	return graph.floor(graph.add(near, graph.number(0.5)));
}
