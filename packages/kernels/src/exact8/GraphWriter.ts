import type { TensorBytes } from "@tabgrid/protocol";
import type { GraphNode } from "../onnx/buildModel.ts";
import { tensorOf } from "../tensor/views.ts";

/** A graph over integers in float32 that is being written, one operator at a time. */
export class GraphWriter {
	readonly nodes: GraphNode[] = [];
	readonly weights: Record<string, TensorBytes> = {};
	#count = 0;

	/** One operator with one output, under a name of its own unless it gets one. */
	apply(
		op: string,
		inputs: readonly string[],
		attributes: GraphNode["attributes"] = {},
		output = this.#name("value"),
	): string {
		this.nodes.push({ op, inputs, outputs: [output], attributes });
		return output;
	}

	/** Cuts a value along an axis into stretches of these sizes. */
	split(value: string, axis: number, sizes: readonly number[]): string[] {
		const outputs = sizes.map(() => this.#name("part"));
		const lengths = this.longs(sizes);
		this.nodes.push({ op: "Split", inputs: [value, lengths], outputs, attributes: { axis } });
		return outputs;
	}

	floats(values: Float32Array, dims: readonly number[]): string {
		const name = this.#name("weight");
		this.weights[name] = tensorOf("float32", dims, values);
		return name;
	}

	number(value: number): string {
		const name = `number ${value}`;
		this.weights[name] ??= tensorOf("float32", [], Float32Array.of(value));
		return name;
	}

	longs(values: readonly number[]): string {
		const name = this.#name("sizes");
		this.weights[name] = tensorOf("int64", [values.length], BigInt64Array.from(values, BigInt));
		return name;
	}

	/** Rounds down and keeps within limits: what a requantised value ends in. */
	floorWithin(value: string, low: number, high: number): string {
		return this.apply("Clip", [this.apply("Floor", [value]), this.number(low), this.number(high)]);
	}

	#name(kind: string): string {
		this.#count += 1;
		return `exact8/${kind} ${this.#count}`;
	}
}
