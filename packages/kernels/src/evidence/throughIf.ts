import { create } from "@bufbuild/protobuf";
import {
	type GraphProto,
	NodeProtoSchema,
	TensorProto_DataType,
	ValueInfoProtoSchema,
} from "onnx-buf";
import { nodeOf, valueInfoOf } from "../onnx/buildModel.ts";
import type { GraphScope, Maker } from "./GraphScope.ts";

/** The two branches of an If. */
export interface Branches {
	readonly then: GraphProto;
	readonly otherwise: GraphProto;
}

/** An If's branches; undefined for other nodes. */
export function branchesOf({ node }: Maker): Branches | undefined {
	if (node.opType !== "If") return undefined;
	const named = (name: string) => node.attribute.find((one) => one.name === name)?.g;
	const then = named("then_branch");
	const otherwise = named("else_branch");
	return then && otherwise ? { then, otherwise } : undefined;
}

/** Hands one value of each branch of an If out of it, as float32, by one name; the same pair once. */
export class IfOutlets {
	#count = 0;
	readonly #known = new Map<string, string>();

	/** @returns the name in the graph that holds the If. */
	add(
		{ node, scope }: Maker,
		{ then, otherwise }: Branches,
		values: readonly [string, string],
	): string {
		const key = JSON.stringify([node.output[0], ...values]);
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const outer = `tabgrid/inside/${this.#count++}`;
		this.#hand(scope.inside(then), values[0], `${outer}/then`);
		this.#hand(scope.inside(otherwise), values[1], `${outer}/else`);
		node.output.push(outer);
		scope.note(node);
		this.#known.set(key, outer);
		return outer;
	}

	#hand(scope: GraphScope, value: string, name: string): void {
		const cast = create(NodeProtoSchema, castNode(value, name, "float32"));
		scope.graph.node.push(cast);
		scope.note(cast);
		scope.graph.output.push(
			create(ValueInfoProtoSchema, valueInfoOf({ name, dtype: "float32", dims: undefined })),
		);
	}
}

/** A node that gives a value of any numeric type as this one. */
export function castNode(value: string, name: string, dtype: "float32" | "float16") {
	const to = dtype === "float16" ? TensorProto_DataType.FLOAT16 : TensorProto_DataType.FLOAT;
	return { ...nodeOf({ op: "Cast", inputs: [value], outputs: [name], attributes: { to } }), name };
}
