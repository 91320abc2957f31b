import type { PortableGraph } from "../PortableGraph.ts";
import { exponential } from "./exponential.ts";
import { polynomial } from "./polynomial.ts";
import { reciprocalNear } from "./reciprocal.ts";

/**
 * erf: x·p(x²) up to 1, with the polynomial of `erff` in S. L. Moshier's Cephes library; beyond, from
 * M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 7.1.26: 1 − t·q(t)·e^(−x²) with
 * t = 1 ÷ (1 + 0.3275911·x), which is 1.5·10⁻⁷ wrong at most.
 */
export function errorFunction(graph: PortableGraph, x: string): string {
	const one = graph.number(1);
	const size = graph.min(graph.abs(x), graph.number(4));
	// From 1 to 2.31: half of it is held where the iteration's first line still serves.
	const below = graph.add(one, graph.mul(size, graph.number(0.3275911)));
	const large = graph.less(graph.number(2), below);
	const scale = graph.where(large, graph.number(0.5), one);
	const t = graph.mul(reciprocalNear(graph, graph.mul(below, scale), 1), scale);
	const q = polynomial(
		graph,
		t,
		[1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592],
	);
	const bell = exponential(graph, graph.neg(graph.mul(size, size)));
	const far = graph.sub(one, graph.mul(graph.mul(q, t), bell));
	const signed = graph.where(graph.less(x, graph.number(0)), graph.neg(far), far);
	const held = graph.max(graph.min(x, one), graph.number(-1));
	const p = polynomial(
		graph,
		graph.mul(held, held),
		[
			7.853861353153693e-5, -8.010193625184903e-4, 5.188327685732524e-3, -2.685381193529856e-2,
			1.128358514861418e-1, -3.76126258242323e-1, 1.12837916672671,
		],
	);
	return graph.where(graph.less(size, one), graph.mul(held, p), signed);
}
