import type { IntegerGraph, Value } from "../onnx/integerGraph.ts";

/**
 * The counter-based generator: draw(n) for path n needs no state, so shards are independent. Each round
 * adds the seed and an odd constant, takes x · (2x + 1), and rotates by 16. The product is RC6's
 * permutation of 32 bits (Rivest et al., "The RC6 Block Cipher", 1998), whose high bits depend on all
 * lower ones without being linear in them; the rotation brings them down for the next round. Every step
 * is a bijection, so 2^32 paths draw every number once. The idea of squaring in place of xor-shifts, of
 * which a GPU has none under ONNX, is B. Widynski's ("Squares: A Fast Counter-Based RNG", 2020). The
 * constants are digits of the golden ratio, √2, √3, e and π.
 */
const increments = [0x9e37_79b9, 0x6a09_e667, 0xbb67_ae85, 0xb7e1_5163, 0x243f_6a89] as const;
const rotation = 16;

/** Draws a number of 32 bits for each counter (uint32), by uint32 Add, Mul and Div. */
export function drawInGraph(graph: IntegerGraph, counter: Value, seed: Value): Value {
	const { add, mul, div } = graph;
	const constant = (value: number) => graph.constant(value, "uint32");
	const half = constant(2 ** rotation);
	return increments.reduce((value, increment, round) => {
		const keyed = add(value, add(seed, constant(increment)));
		const product = mul(keyed, add(add(keyed, keyed), constant(1)));
		// After the last round the best bits stay where they are: on top.
		if (round === increments.length - 1) return product;
		return add(mul(product, half), div(product, half));
	}, counter);
}

/** The same draw in plain arithmetic. */
export function draw(counter: number, seed: number): number {
	return increments.reduce((value, increment, round) => {
		const keyed = (value + seed + increment) >>> 0;
		const product = Math.imul(keyed, 2 * keyed + 1) >>> 0;
		if (round === increments.length - 1) return product;
		return ((product << rotation) | (product >>> (32 - rotation))) >>> 0;
	}, counter >>> 0);
}
