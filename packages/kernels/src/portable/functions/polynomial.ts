import type { PortableGraph } from "../PortableGraph.ts";

/** A polynomial by Horner's rule, a product and a sum for each coefficient; highest power first. */
export function polynomial(
	graph: PortableGraph,
	x: string,
	[first = 0, ...rest]: readonly number[],
): string {
	return rest.reduce(
		(sum, coefficient) => graph.add(graph.mul(sum, x), graph.number(coefficient)),
		graph.number(first),
	);
}
