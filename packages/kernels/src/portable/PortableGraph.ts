import type { MessageInitShape } from "@bufbuild/protobuf";
import { type AttributeProto, type NodeProtoSchema, TensorProto_DataType } from "onnx-buf";
import { type GraphNode, nodeOf } from "../onnx/buildModel.ts";
import { GraphConstants } from "../onnx/GraphConstants.ts";
import type { GraphDim, GraphValue } from "../onnx/readGraph.ts";
import { tensorOf } from "../tensor/views.ts";

type Node = MessageInitShape<typeof NodeProtoSchema>;

/** The start of the names of nodes whose result may be a little wrong, and is put right exactly. */
export const guessPrefix = "guess ";

/**
 * A graph of float32 that is being written, one operator at a time, with the operators as the given
 * version of the operator set (9 to 26) has them. Everything that `apply` and the methods by operators
 * write rounds once and to the nearest, or not at all.
 */
export class PortableGraph extends GraphConstants {
	readonly nodes: Node[] = [];
	/** Of some values. */
	readonly shapes: GraphValue[] = [];
	readonly opset: number;
	/** Of linear layers, for one row of a batch. */
	multiplyAddsBefore = 0;
	multiplyAdds = 0;

	constructor(opset: number) {
		super("portable");
		this.opset = opset;
	}

	/** One operator with one output, under a name of its own. */
	apply(op: string, inputs: readonly string[], attributes: GraphNode["attributes"] = {}): string {
		const output = this.newName("value");
		this.nodes.push(nodeOf({ op, inputs, outputs: [output], attributes }));
		return output;
	}

	/** The same with the attributes of another node, and any number of outputs. */
	copy(op: string, inputs: readonly string[], attribute: AttributeProto[], outputs = 1): string[] {
		const output = Array.from({ length: outputs }, () => this.newName("value"));
		this.nodes.push({ opType: op, input: [...inputs], output, attribute });
		return output;
	}

	/** An operator that backends round differently: what is made of it must not depend on that. */
	guess(op: "Div" | "Sqrt" | "Log", inputs: readonly string[]): string {
		const output = this.newName("guess");
		this.nodes.push({ ...nodeOf({ op, inputs, outputs: [output] }), name: guessPrefix + output });
		return output;
	}

	add = (a: string, b: string) => this.apply("Add", [a, b]);
	sub = (a: string, b: string) => this.apply("Sub", [a, b]);
	mul = (a: string, b: string) => this.apply("Mul", [a, b]);
	min = (a: string, b: string) => this.apply("Min", [a, b]);
	max = (a: string, b: string) => this.apply("Max", [a, b]);
	abs = (a: string) => this.apply("Abs", [a]);
	neg = (a: string) => this.apply("Neg", [a]);
	floor = (a: string) => this.apply("Floor", [a]);
	less = (a: string, b: string) => this.apply("Less", [a, b]);
	where = (test: string, yes: string, no: string) => this.apply("Where", [test, yes, no]);
	toInt32 = (a: string) => this.apply("Cast", [a], { to: TensorProto_DataType.INT32 });

	/** Largest or sum along axes, which are kept with size 1 unless told. */
	reduce(
		op: "ReduceMax" | "ReduceSum",
		value: string,
		axes: readonly number[],
		keep = true,
	): string {
		const keepdims = keep ? 1 : 0;
		return this.opset < (op === "ReduceSum" ? 13 : 18)
			? this.apply(op, [value], { axes, keepdims })
			: this.apply(op, [value, this.longs(axes)], { keepdims });
	}

	/**
	 * Cuts a value along an axis into equal parts of a shape. It is written down, because the runtime
	 * doesn't find out that a batch put behind itself and cut again is a batch, and plans memory by shapes.
	 */
	split(value: string, axis: number, parts: number, shape: readonly GraphDim[]): string[] {
		const outputs = Array.from({ length: parts }, () => this.newName("part"));
		const attributes: Record<string, number> =
			this.opset < 18 ? { axis } : { axis, num_outputs: parts };
		this.nodes.push(nodeOf({ op: "Split", inputs: [value], outputs, attributes }));
		for (const name of outputs) this.shapes.push({ name, dtype: "float32", dims: shape });
		return outputs;
	}

	/** A row of numbers under a name, kept once. */
	table(name: string, values: Float32Array): string {
		return this.keep(name, () => tensorOf("float32", [values.length], values));
	}

	/** Notes a linear layer of so many multiplications, done for every pair of slices that counts. */
	countProducts(multiplyAdds: number, slices: number): void {
		this.multiplyAddsBefore += multiplyAdds;
		this.multiplyAdds += (multiplyAdds * slices * (slices + 1)) / 2;
	}
}
