import type { TensorBytes } from "@tabgrid/protocol";
import type { NodeProto } from "onnx-buf";
import { badModel, quoted } from "../modelCheck/badModel.ts";
import { attributeValues } from "../modelCheck/constantValues.ts";
import type { GraphDim } from "../onnx/readGraph.ts";
import { numbersOf } from "../tensor/views.ts";
import { type Observed, type ObservedValue, shapeOf } from "./observe.ts";
import type { PortableGraph } from "./PortableGraph.ts";

/** One node of the given model, while it is written anew. */
export class Operator {
	readonly graph: PortableGraph;
	readonly #node: NodeProto;
	readonly #observed: Observed;
	readonly #renamed: ReadonlyMap<string, string>;

	/** @param renamed the values of the given model by what they are called in the new graph. */
	constructor(
		graph: PortableGraph,
		node: NodeProto,
		observed: Observed,
		renamed: ReadonlyMap<string, string>,
	) {
		this.graph = graph;
		this.#node = node;
		this.#observed = observed;
		this.#renamed = renamed;
	}

	get type(): string {
		return this.#node.opType;
	}

	get attributes() {
		return this.#node.attribute;
	}

	has(place: number): boolean {
		return (this.#node.input[place] ?? "") !== "";
	}

	get inputs(): number {
		return this.#node.input.length;
	}

	/** The input's name in the new graph. */
	input(place: number): string {
		const name = this.#node.input[place] ?? "";
		if (name === "") throw this.refusal(`lacks its input ${place + 1}`);
		return this.#renamed.get(name) ?? name;
	}

	/** What is known of an input. */
	seen(place: number): ObservedValue {
		return this.#seen(this.#node.input[place] ?? "");
	}

	/** What is known of the first output. */
	get output(): ObservedValue {
		return this.#seen(this.#node.output[0] ?? "");
	}

	/** The first output's shape, in any batch. */
	get outputShape(): GraphDim[] {
		return shapeOf(this.output, this.#observed.batch);
	}

	#seen(name: string): ObservedValue {
		const seen = this.#observed.values.get(name);
		if (seen === undefined) throw this.refusal(`has the unknown value ${quoted(name)}`);
		return seen;
	}

	/** A constant input; undefined for one that isn't. */
	constant(place: number): TensorBytes | undefined {
		return this.#observed.constants.get(this.#node.input[place] ?? "");
	}

	/** The numbers of a constant input. */
	numbers(place: number): number[] | undefined {
		const tensor = this.constant(place);
		return tensor && Array.from(numbersOf(tensor));
	}

	list(name: string): number[] | undefined {
		return attributeValues(this.#node, name);
	}

	attribute(name: string, usual: number): number {
		return this.list(name)?.[0] ?? usual;
	}

	word(name: string): string {
		const attribute = this.attributes.find((one) => one.name === name);
		return attribute ? new TextDecoder().decode(attribute.s) : "";
	}

	/** An axis from the front, of an input. */
	axis(axis: number, place = 0): number {
		const { length } = this.seen(place).dims;
		return axis < 0 ? axis + length : axis;
	}

	/** How many numbers along axes of an input. @throws TabgridError where the batch lies along one. */
	countAlong(axes: readonly number[], place = 0): number {
		const { dims, open } = this.seen(place);
		if (axes.some((axis) => open[axis] ?? false))
			throw this.refusal("adds along an axis that grows with the batch");
		return axes.reduce((product, axis) => product * (dims[axis] ?? 1), 1);
	}

	/** Why this node can't be rewritten, as an error. */
	refusal(why: string) {
		return badModel(
			`${quoted(this.type)} at ${quoted(this.#node.output[0] ?? "")} ${why}, so the model can't be made portable.`,
		);
	}
}
