import { buildModel } from "@tabgrid/kernels/node";

/** A chain of matrix products, `[rows, width] × [width, width]` in float32, and its FLOP. */
export interface ProductsGraph {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly flop: number;
}

/**
 * A model that takes the longer the more layers it has, at the same cost for each. Its weights are the
 * reflection I − 2vvᵀ with v = (1, …, 1) ⁄ √width, which keeps the length of every row: weights that
 * shrink or grow it would lead to subnormal numbers after some 150 layers, which processors multiply up
 * to 50 times slower, or to infinity.
 */
export function productsGraph(of: {
	readonly rows: number;
	readonly width: number;
	readonly layers: number;
}): ProductsGraph {
	const { rows, width, layers } = of;
	const weights = new Float32Array(width * width).fill(-2 / width);
	for (let place = 0; place < weights.length; place += width + 1) weights[place] = 1 - 2 / width;
	const nodes = Array.from({ length: layers }, (_, layer) => ({
		op: "MatMul",
		inputs: [layer === 0 ? "x" : `y${layer}`, "w"],
		outputs: [layer === layers - 1 ? "y" : `y${layer + 1}`],
	}));
	const model = buildModel({
		name: "products",
		nodes,
		weights: {
			w: { dtype: "float32", dims: [width, width], data: new Uint8Array(weights.buffer) },
		},
		inputs: [{ name: "x", dtype: "float32", dims: [rows, width] }],
		outputs: [{ name: "y", dtype: "float32", dims: [rows, width] }],
	});
	return { model, flop: 2 * rows * width * width * layers };
}
