import type { GraphProto, NodeProto, TensorProto } from "onnx-buf";
import { constantNodeValues, mostValues, tensorValues } from "./constantValues.ts";

/**
 * What can be told of a value without running the model: the numbers themselves, or that it is the
 * length of some tensor ("lengths"), and so no more than a tensor may have values.
 */
export type Known = readonly number[] | "lengths";

/** Operators that hand their first input on, as far as sizes and counts go. */
const passing = new Set(["Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape", "Flatten"]);
/** Operators that pick some of their first input's values. */
const picking = new Set(["Gather", "GatherND", "Slice", "Split"]);
const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
	Add: (a, b) => a + b,
	Sub: (a, b) => a - b,
	Mul: (a, b) => a * b,
	Div: (a, b) => a / b,
	Min: Math.min,
	Max: Math.max,
};
/** Chains of nodes longer than this aren't followed. */
const longestChain = 64;

/**
 * The small constants of a graph and of the graphs around it, worked out on demand: weights, Constant
 * nodes, and plain arithmetic on them. It follows what exporters write, and isn't complete: a model
 * can always compute a number in a way that only running it tells.
 */
export class KnownValues {
	readonly #outer: KnownValues | undefined;
	readonly #tensors: ReadonlyMap<string, TensorProto>;
	readonly #producers: ReadonlyMap<string, NodeProto>;
	/** Names that this graph is fed, whatever else the file says of them. */
	readonly #fed: ReadonlySet<string>;
	readonly #memo = new Map<string, Known | undefined>();

	constructor(graph: GraphProto, outer?: KnownValues) {
		this.#outer = outer;
		this.#fed = new Set(graph.input.map(({ name }) => name));
		this.#tensors = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
		this.#producers = new Map(
			graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)),
		);
	}

	/** What is known of a value by name; undefined for nothing. */
	of(name: string, depth = 0): Known | undefined {
		if (name === "" || depth > longestChain || this.#fed.has(name)) return undefined;
		if (this.#memo.has(name)) return this.#memo.get(name);
		this.#memo.set(name, undefined); // a circle of nodes finds this
		const tensor = this.#tensors.get(name);
		const producer = this.#producers.get(name);
		let known: Known | undefined;
		if (tensor) known = tensorValues(tensor);
		else if (producer) known = this.#evaluate(producer, depth + 1);
		else known = this.#outer?.of(name, depth + 1);
		this.#memo.set(name, known);
		return known;
	}

	#evaluate(node: NodeProto, depth: number): Known | undefined {
		if (node.domain !== "" && node.domain !== "ai.onnx") return undefined;
		const input = (index: number) => this.of(node.input[index] ?? "", depth);
		const { opType } = node;
		if (opType === "Constant") return constantNodeValues(node);
		if (opType === "Shape" || opType === "Size") return "lengths";
		if (passing.has(opType)) return input(0);
		// Which ones are picked doesn't matter when each is a length.
		if (picking.has(opType)) return input(0) === "lengths" ? "lengths" : undefined;
		if (opType === "Concat") return concat(node.input.map((_, index) => input(index)));
		if (opType === "ConstantOfShape") return filled(node, input(0));
		const operation = Object.hasOwn(arithmetic, opType) ? arithmetic[opType] : undefined;
		return operation && calculate(opType, operation, input(0), input(1));
	}
}

function concat(parts: readonly (Known | undefined)[]): Known | undefined {
	const values: number[] = [];
	let lengths = false;
	for (const part of parts) {
		if (part === undefined) return undefined;
		if (part === "lengths") lengths = true;
		else values.push(...part);
		if (values.length > mostValues) return undefined;
	}
	return lengths ? "lengths" : values;
}

function filled(node: NodeProto, shape: Known | undefined): Known | undefined {
	if (shape === undefined || shape === "lengths") return undefined;
	const count = shape.reduce((product, dim) => product * dim, 1);
	if (!(count <= mostValues && count >= 0 && Number.isInteger(count))) return undefined;
	const value = constantNodeValues(node)?.[0] ?? 0;
	return Array.from({ length: count }, () => value);
}

function calculate(
	operator: string,
	operation: (a: number, b: number) => number,
	a: Known | undefined,
	b: Known | undefined,
): Known | undefined {
	if (a === undefined || b === undefined) return undefined;
	if (a === "lengths" || b === "lengths") {
		// A length changed by a small constant is still about a length; a product of two may be anything.
		const other = a === "lengths" ? b : a;
		const near = operator === "Add" || operator === "Sub" || operator === "Min";
		const small = other !== "lengths" && other.every((value) => Math.abs(value) <= 1024);
		const divided =
			operator === "Div" && a === "lengths" && small && other.every((value) => value >= 1);
		return (near && small) || divided ? "lengths" : undefined;
	}
	const length = Math.max(a.length, b.length);
	if (a.length === 0 || b.length === 0) return undefined;
	if ((a.length !== 1 && a.length !== length) || (b.length !== 1 && b.length !== length))
		return undefined;
	return Array.from({ length }, (_, index) =>
		operation(a[a.length === 1 ? 0 : index] ?? 0, b[b.length === 1 ? 0 : index] ?? 0),
	);
}
