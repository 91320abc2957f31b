import type { PortableGraph } from "../PortableGraph.ts";
import { exponential } from "./exponential.ts";
import { logarithmOfOneAnd } from "./logarithm.ts";
import { polynomial } from "./polynomial.ts";
import { reciprocalNear } from "./reciprocal.ts";

/** e^(−|x|·factor): at most 1, so that nothing overflows. */
const decay = (graph: PortableGraph, size: string, factor: number) =>
	exponential(graph, graph.mul(size, graph.number(-factor)));

/** 1 ÷ (1 + e^−x), by e^−|x| on either side. */
export function sigmoid(graph: PortableGraph, x: string): string {
	const e = decay(graph, graph.abs(x), 1);
	const positive = reciprocalNear(graph, graph.add(e, graph.number(1)), 1);
	return graph.where(graph.less(x, graph.number(0)), graph.mul(e, positive), positive);
}

/**
 * tanh: x + x³·p(x²) up to 0.625, with the polynomial of `tanhf` in S. L. Moshier's Cephes library, and
 * (1 − e) ÷ (1 + e) with e = e^(−2|x|) beyond.
 */
export function hyperbolicTangent(graph: PortableGraph, x: string): string {
	const size = graph.abs(x);
	const e = decay(graph, size, 2);
	const one = graph.number(1);
	const far = graph.mul(graph.sub(one, e), reciprocalNear(graph, graph.add(one, e), 1));
	const signed = graph.where(graph.less(x, graph.number(0)), graph.neg(far), far);
	const held = graph.max(graph.min(x, graph.number(0.625)), graph.number(-0.625));
	const square = graph.mul(held, held);
	const p = polynomial(
		graph,
		square,
		[-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
	);
	const near = graph.add(graph.mul(graph.mul(p, square), held), held);
	return graph.where(graph.less(size, graph.number(0.625)), near, signed);
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
export function softplus(graph: PortableGraph, x: string): string {
	const rest = logarithmOfOneAnd(graph, decay(graph, graph.abs(x), 1));
	return graph.add(graph.max(x, graph.number(0)), rest);
}
