import type { GraphNode } from "../onnx/buildModel.ts";
import { GraphConstants } from "../onnx/GraphConstants.ts";

/** A graph over integers in float32 that is being written, one operator at a time. */
export class GraphWriter extends GraphConstants {
	readonly nodes: GraphNode[] = [];

	constructor() {
		super("exact8");
	}

	/** One operator with one output, under a name of its own unless it gets one. */
	apply(
		op: string,
		inputs: readonly string[],
		attributes: GraphNode["attributes"] = {},
		output = this.newName("value"),
	): string {
		this.nodes.push({ op, inputs, outputs: [output], attributes });
		return output;
	}

	/** Cuts a value along an axis into stretches of these sizes. */
	split(value: string, axis: number, sizes: readonly number[]): string[] {
		const outputs = sizes.map(() => this.newName("part"));
		const lengths = this.longs(sizes);
		this.nodes.push({ op: "Split", inputs: [value, lengths], outputs, attributes: { axis } });
		return outputs;
	}

	/** Rounds down and keeps within limits: what a requantised value ends in. */
	floorWithin(value: string, low: number, high: number): string {
		return this.apply("Clip", [this.apply("Floor", [value]), this.number(low), this.number(high)]);
	}
}
