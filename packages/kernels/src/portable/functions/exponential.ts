import type { PortableGraph } from "../PortableGraph.ts";
import { polynomial } from "./polynomial.ts";

/** From here down eˣ is 0 and from there up it stays: no result is subnormal, which GPUs make 0. */
const exponentialLimits = { zero: -80, most: 88 } as const;

/** The table holds 2^(place − offset). */
const offset = 117;

/**
 * eˣ = 2ⁿ·eʳ with n the whole number next to x·log₂e and r = x − n·ln 2, by ln 2 in two parts of which
 * the first has 9 bits (Cody and Waite), so that its product with n is exact. The polynomial is that of
 * `expf` in S. L. Moshier's Cephes library. 2ⁿ comes out of a table.
 */
export function exponential(graph: PortableGraph, x: string): string {
	const { zero, most } = exponentialLimits;
	const held = graph.min(graph.max(x, graph.number(zero)), graph.number(most));
	const near = graph.add(graph.mul(held, graph.number(Math.LOG2E)), graph.number(0.5));
	const n = graph.floor(near);
	const high = graph.sub(held, graph.mul(n, graph.number(0.693359375)));
	const r = graph.add(high, graph.mul(n, graph.number(2.1219444005469057e-4)));
	const p = polynomial(
		graph,
		r,
		[
			1.98756912201e-4, 1.39819994802e-3, 8.33345200866e-3, 4.16657958714e-2, 1.66666654812e-1,
			5.00000012017e-1,
		],
	);
	const rest = graph.add(graph.mul(p, graph.mul(r, r)), r);
	const power = graph.add(rest, graph.number(1));
	const place = graph.toInt32(graph.add(n, graph.number(offset)));
	const table = Float32Array.from({ length: offset + 128 }, (_, at) => 2 ** (at - offset));
	const scale = graph.apply("Gather", [graph.table("powers of two", table), place]);
	const result = graph.mul(power, scale);
	return graph.where(graph.less(x, graph.number(zero)), graph.number(0), result);
}
