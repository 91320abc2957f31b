import type { Dtype, TensorBundle, TensorBytes } from "@tabgrid/protocol";
import { tensorOf } from "../tensor/views.ts";
import type { GraphNode } from "./buildModel.ts";

/** The name of a value in a graph. */
export type Value = string;

/** A graph that is being written, one operator at a time. Every value gets a name of its own. */
export interface IntegerGraph {
	readonly nodes: readonly GraphNode[];
	readonly weights: TensorBundle;
	/** A number that operators broadcast; kept once, however often it is asked for. */
	constant(value: number, dtype?: "int32" | "uint32"): Value;
	weight(name: string, tensor: TensorBytes): Value;
	/** One operator with one output. */
	apply(op: string, inputs: readonly Value[], attributes?: GraphNode["attributes"]): Value;
	/** One operator with several outputs. */
	applyMany(node: Omit<GraphNode, "outputs">, outputs: number): Value[];
	add(a: Value, b: Value): Value;
	sub(a: Value, b: Value): Value;
	mul(a: Value, b: Value): Value;
	/** Rounds towards zero. */
	div(a: Value, b: Value): Value;
	/** Sum of several, from the left. */
	sum(first: Value, ...rest: Value[]): Value;
	/** Gives a value the name of an output of the graph. */
	name(value: Value, as: string): void;
}

/**
 * Starts a graph over integers. It has the operators that WebGPU computes on int32 and uint32; shifts,
 * remainders and bitwise operators are not among them, so a shift is a `mul` or `div` by a power of two.
 * @param prefix Comes before each name, so that a loop's body doesn't hide names around it.
 */
export function integerGraph(prefix = "v"): IntegerGraph {
	const nodes: GraphNode[] = [];
	const weights: Record<string, TensorBytes> = {};
	let values = 0;
	const graph: IntegerGraph = {
		nodes,
		weights,
		constant(value, dtype = "int32") {
			const name = `${prefix}_${dtype}_${value}`;
			weights[name] ??= scalar(dtype, value);
			return name;
		},
		weight(name, tensor) {
			weights[name] = tensor;
			return name;
		},
		apply(op, inputs, attributes) {
			const [output = ""] = graph.applyMany({ op, inputs, ...(attributes && { attributes }) }, 1);
			return output;
		},
		applyMany(node, outputs) {
			const names = Array.from({ length: outputs }, () => `${prefix}${values++}`);
			nodes.push({ ...node, outputs: names });
			return names;
		},
		add: (a, b) => graph.apply("Add", [a, b]),
		sub: (a, b) => graph.apply("Sub", [a, b]),
		mul: (a, b) => graph.apply("Mul", [a, b]),
		div: (a, b) => graph.apply("Div", [a, b]),
		sum: (first, ...rest) => rest.reduce(graph.add, first),
		name(value, as) {
			nodes.push({ op: "Identity", inputs: [value], outputs: [as] });
		},
	};
	return graph;
}

function scalar(dtype: Extract<Dtype, "int32" | "uint32">, value: number): TensorBytes {
	const elements = dtype === "int32" ? Int32Array.of(value) : Uint32Array.of(value);
	return tensorOf(dtype, [], elements);
}
