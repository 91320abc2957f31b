import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema, NodeProtoSchema, TensorProtoSchema } from "onnx-buf";
import { nodeOf, weightOf } from "../onnx/buildModel.ts";
import { guessPrefix } from "../portable/PortableGraph.ts";
import { tensorOf } from "../tensor/views.ts";

/** For tests: a portable model on a device whose divisions, roots and logarithms are wrong by a factor. */
export function perturbGuesses(model: Uint8Array, factor: number) {
	const proto = fromBinary(ModelProtoSchema, model);
	const graph = proto.graph;
	let guesses = 0;
	if (graph) {
		graph.node = graph.node.flatMap((node) => {
			const [output = ""] = node.output;
			if (!node.name.startsWith(guessPrefix)) return [node];
			guesses += 1;
			node.output = [`${output} exactly`];
			const wrong = nodeOf({
				op: "Mul",
				inputs: [`${output} exactly`, "wrong by"],
				outputs: [output],
			});
			return [node, create(NodeProtoSchema, wrong)];
		});
		const weight = tensorOf("float32", [], Float32Array.of(factor));
		if (guesses > 0)
			graph.initializer.push(create(TensorProtoSchema, weightOf(["wrong by", weight])));
	}
	return { model: new Uint8Array(toBinary(ModelProtoSchema, proto)), guesses };
}
