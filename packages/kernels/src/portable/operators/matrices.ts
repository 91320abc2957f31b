import { elementsOf } from "../../tensor/views.ts";
import type { Operator } from "../Operator.ts";
import { computedProducts, knownProducts, matrixLayer } from "./linear.ts";

/** A weight's float32 numbers; undefined for a value that is computed. */
export function floatsOf(operator: Operator, place: number): Float32Array | undefined {
	const tensor = operator.constant(place);
	const elements = tensor && elementsOf(tensor);
	return elements instanceof Float32Array ? elements : undefined;
}

/** x [.., m, k] · w [.., k, n]. */
export function matMul(operator: Operator): string {
	const { graph } = operator;
	const [x, w] = [operator.seen(0).dims, operator.seen(1).dims];
	if (x.length < 2 || w.length < 2) throw operator.refusal("multiplies by a vector");
	// Slices of x lie one behind the other along an axis that the product must have at the same place.
	if (w.length > x.length) throw operator.refusal("multiplies by a value of more axes");
	const sums = {
		operator,
		x: operator.input(0),
		axes: [x.length - 1],
		stack: x.length - 2,
		multiply: (a: string, b: string) => graph.apply("MatMul", [a, b]),
	};
	const count = operator.countAlong([x.length - 1]);
	const weights = floatsOf(operator, 1);
	if (weights) return knownProducts(sums, { ...matrixLayer(weights, w), count });
	return computedProducts(sums, { value: operator.input(1), axes: [w.length - 2] }, count);
}

/** alpha·A·B + beta·C, either matrix turned or not. */
export function gemm(operator: Operator): string {
	const { graph } = operator;
	const turn = (value: string) => graph.apply("Transpose", [value], { perm: [1, 0] });
	const turned = operator.attribute("transB", 0) === 1;
	const alpha = operator.attribute("alpha", 1);
	const x = operator.attribute("transA", 0) === 1 ? turn(operator.input(0)) : operator.input(0);
	const count = operator.countAlong([operator.attribute("transA", 0) === 1 ? 0 : 1]);
	const sums = {
		operator,
		x,
		axes: [1],
		stack: 0,
		multiply: (a: string, b: string) => graph.apply("MatMul", [a, b]),
	};
	const weights = floatsOf(operator, 1);
	const [rows = 1, columns = 1] = operator.seen(1).dims;
	let product: string;
	if (weights) {
		const [k, n] = turned ? [columns, rows] : [rows, columns];
		const values = Float32Array.from({ length: k * n }, (_, at) => {
			const [row, column] = [Math.floor(at / n), at % n];
			return alpha * (weights[turned ? column * k + row : at] ?? 0);
		});
		product = knownProducts(sums, matrixLayer(values, [k, n]));
	} else {
		const w = turned ? turn(operator.input(1)) : operator.input(1);
		const plain = computedProducts(sums, { value: w, axes: [0] }, count);
		product = alpha === 1 ? plain : graph.mul(plain, graph.number(alpha));
	}
	if (!operator.has(2)) return product;
	const beta = operator.attribute("beta", 1);
	const offset = operator.input(2);
	return graph.add(product, beta === 1 ? offset : graph.mul(offset, graph.number(beta)));
}
