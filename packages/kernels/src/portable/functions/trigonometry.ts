import type { PortableGraph } from "../PortableGraph.ts";
import { polynomial } from "./polynomial.ts";

/**
 * Sine, or cosine a quarter turn on: n is the whole number next to x·2/π, r = x − n·π/2 by π/2 in three
 * parts of which the first two have exact products with n up to 8,192·2/π (Cody and Waite), and the
 * polynomials on ±π/4 are those of `sinf` and `cosf` in S. L. Moshier's Cephes library.
 * Larger angles lose accuracy, as they do everywhere in float32.
 */
export function sine(graph: PortableGraph, x: string, quarters: 0 | 1): string {
	const number = (value: number) => graph.number(value);
	const near = graph.add(graph.mul(x, number(2 / Math.PI)), number(0.5));
	const n = graph.floor(near);
	// 2·0.78515625, 2·2.4187564849853515625e-4, 2·3.77489497744594108e-8.
	const first = graph.sub(x, graph.mul(n, number(1.5703125)));
	const second = graph.sub(first, graph.mul(n, number(4.837512969970703e-4)));
	const r = graph.sub(second, graph.mul(n, number(7.549789954891882e-8)));
	const turned = graph.add(n, number(quarters));
	const turns = graph.floor(graph.mul(turned, number(0.25)));
	const quadrant = graph.sub(turned, graph.mul(turns, number(4)));
	const square = graph.mul(r, r);
	const odd = polynomial(graph, square, [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1]);
	const sin = graph.add(graph.mul(graph.mul(odd, square), r), r);
	const even = polynomial(
		graph,
		square,
		[2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2, -0.5],
	);
	const cos = graph.add(graph.mul(even, square), number(1));
	// Quadrants 0, 1, 2, 3: sin, cos, −sin, −cos. Halved and rounded down: 0, 0, 1, 1.
	const half = graph.floor(graph.mul(quadrant, number(0.5)));
	const isOdd = graph.less(number(0.5), graph.sub(quadrant, graph.add(half, half)));
	const size = graph.where(isOdd, cos, sin);
	return graph.where(graph.less(number(0.5), half), graph.neg(size), size);
}
