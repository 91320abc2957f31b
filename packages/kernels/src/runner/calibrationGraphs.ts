import { create, toBinary } from "@bufbuild/protobuf";
import { encodeBundle, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import {
	AttributeProto_AttributeType,
	ModelProtoSchema,
	TensorProto_DataType,
	type ValueInfoProto,
	ValueInfoProtoSchema,
} from "onnx-buf";

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
		opType: "MatMul",
		input: [layer === 0 ? "x" : `y${layer}`, "w"],
		output: [layer === layers - 1 ? "y" : `y${layer + 1}`],
	}));
	return {
		model: encodeModel({
			nodes,
			// Small weights keep eight products within range.
			weights: { w: uniform([width, width], 1, 1 / Math.sqrt(width)) },
			inputs: { x: [rows, width] },
			outputs: { y: [rows, width] },
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
		model: encodeModel({
			nodes: [
				{
					opType: "Conv",
					input: ["x", "w"],
					output: ["y"],
					ints: { kernel_shape: [kernel, kernel], pads: [1, 1, 1, 1] },
				},
			],
			weights: { w: uniform([filters, channels, kernel, kernel], 3, 0.5) },
			inputs: { x: [1, channels, size, size] },
			outputs: { y: [1, filters, size, size] },
		}),
		feeds: encodeBundle({ x: uniform([1, channels, size, size], 4, 1) }),
		flop: 2 * filters * channels * kernel * kernel * size * size,
	};
}

interface GraphParts {
	nodes: { opType: string; input: string[]; output: string[]; ints?: Record<string, number[]> }[];
	weights: TensorBundle;
	inputs: Record<string, number[]>;
	outputs: Record<string, number[]>;
}

function encodeModel({ nodes, weights, inputs, outputs }: GraphParts): Uint8Array<ArrayBuffer> {
	const model = create(ModelProtoSchema, {
		irVersion: 8n,
		opsetImport: [{ domain: "", version: 17n }],
		producerName: "tabgrid calibration",
		graph: {
			name: "calibration",
			node: nodes.map(({ ints = {}, ...node }) => ({
				...node,
				attribute: Object.entries(ints).map(([name, values]) => ({
					name,
					type: AttributeProto_AttributeType.INTS,
					ints: values.map(BigInt),
				})),
			})),
			initializer: Object.entries(weights).map(([name, { dims, data }]) => ({
				name,
				dims: dims.map(BigInt),
				dataType: TensorProto_DataType.FLOAT,
				rawData: new Uint8Array(data),
			})),
			input: Object.entries(inputs).map(floatValue),
			output: Object.entries(outputs).map(floatValue),
		},
	});
	return new Uint8Array(toBinary(ModelProtoSchema, model));
}

function floatValue([name, dims]: [string, number[]]): ValueInfoProto {
	const dim = dims.map((size) => ({
		value: { case: "dimValue" as const, value: BigInt(size) },
	}));
	return create(ValueInfoProtoSchema, {
		name,
		type: {
			value: {
				case: "tensorType",
				value: { elemType: TensorProto_DataType.FLOAT, shape: { dim } },
			},
		},
	});
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
