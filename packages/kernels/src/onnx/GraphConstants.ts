import type { TensorBytes } from "@tabgrid/protocol";
import { tensorOf } from "../tensor/views.ts";

/** Names and constants of a graph that is being written; what is equal is kept once. */
export class GraphConstants {
	/** By name. */
	readonly weights: Record<string, TensorBytes> = {};
	readonly #prefix: string;
	#count = 0;

	/** @param prefix of all names, so that they collide with none of the given graph. */
	constructor(prefix: string) {
		this.#prefix = prefix;
	}

	/** float32 of a shape, under a name of its own. */
	floats(values: Float32Array, dims: readonly number[]): string {
		const name = this.newName("weight");
		this.weights[name] = tensorOf("float32", dims, values);
		return name;
	}

	/** A number, rounded to float32. */
	number(value: number): string {
		return this.keep(`number ${value}`, () => tensorOf("float32", [], Float32Array.of(value)));
	}

	/** A list of whole numbers, as int64. */
	longs(values: readonly number[]): string {
		return this.keep(`list ${values.join(" ")}`, () =>
			tensorOf("int64", [values.length], BigInt64Array.from(values, BigInt)),
		);
	}

	/** Keeps a constant under this name, unless there is one. */
	protected keep(name: string, make: () => TensorBytes): string {
		const full = `${this.#prefix}/${name}`;
		this.weights[full] ??= make();
		return full;
	}

	/** A name that nothing else in the graph has. */
	protected newName(kind: string): string {
		this.#count += 1;
		return `${this.#prefix}/${kind} ${this.#count}`;
	}
}
