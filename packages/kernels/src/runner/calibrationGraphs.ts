import { encodeBundle, type TensorBytes } from "@tabgrid/protocol";
import { buildModel } from "../onnx/buildModel.ts";
import type { GraphValue } from "../onnx/readGraph.ts";

/** A graph with its feeds, ready for the compute worker's `measure`. */
export interface CalibrationGraph {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly feeds: Uint8Array<ArrayBuffer>;
	/** Floating-point operations of one run. */
	readonly flop: number;
}

/**
 * What speed is measured on: a chain of matrix products, `[rows, width] × [width, width]`, big enough
 * (0.3 GFLOP by default) that a real GPU is faster than WASM in spite of the trip there and back.
 */
export function speedGraph({ rows = 256, width = 256, layers = 8 } = {}): CalibrationGraph {
	const nodes = Array.from({ length: layers }, (_, layer) => ({
		op: "MatMul",
		inputs: [layer === 0 ? "x" : `y${layer}`, "w"],
		outputs: [layer === layers - 1 ? "y" : `y${layer + 1}`],
	}));
	return {
		model: buildModel({
			name: "speed",
			nodes,
			// Small weights keep eight products within range.
			weights: { w: uniform([width, width], 1, 1 / Math.sqrt(width)) },
			inputs: [float("x", [rows, width])],
			outputs: [float("y", [rows, width])],
		}),
		feeds: encodeBundle({ x: uniform([rows, width], 2, 1) }),
		flop: 2 * rows * width * width * layers,
	};
}

/**
 * What a backend must get right before it may compute for others: a convolution with input channels
 * divisible by 3 and not by 4, and output channels divisible by 4. onnxruntime-web 1.30's WebGPU
 * backend returns garbage for it in its default layout; drivers have had faults of the same kind.
 */
export function conformanceGraph({ channels = 6, filters = 8, size = 12 } = {}): CalibrationGraph {
	const kernel = 3;
	return {
		model: buildModel({
			name: "conformance",
			nodes: [
				{
					op: "Conv",
					inputs: ["x", "w"],
					outputs: ["y"],
					attributes: { kernel_shape: [kernel, kernel], pads: [1, 1, 1, 1] },
				},
			],
			weights: { w: uniform([filters, channels, kernel, kernel], 3, 0.5) },
			inputs: [float("x", [1, channels, size, size])],
			outputs: [float("y", [1, filters, size, size])],
		}),
		feeds: encodeBundle({ x: uniform([1, channels, size, size], 4, 1) }),
		flop: 2 * filters * channels * kernel * kernel * size * size,
	};
}

function float(name: string, dims: readonly number[]): GraphValue {
	return { name, dtype: "float32", dims };
}

/**
 * Reproducible values in (−scale, scale): xorshift32 (Marsaglia, "Xorshift RNGs", 2003), so that every
 * tab measures the same graph.
 */
function uniform(dims: number[], seed: number, scale: number): TensorBytes {
	const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
	let state = seed * 0x9e37_79b9;
	for (let index = 0; index < values.length; index++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		values[index] = ((state >>> 0) / 2 ** 31 - 1) * scale;
	}
	return { dtype: "float32", dims, data: new Uint8Array(values.buffer) };
}
