import { create } from "@bufbuild/protobuf";
import { type ModelProto, NodeProtoSchema, ValueInfoProtoSchema } from "onnx-buf";
import { nodeOf, valueInfoOf } from "../onnx/buildModel.ts";
import { graphOfModel, makerOf } from "../onnx/graphParts.ts";
import { format } from "./format.ts";

/**
 * PaddleOCR's detector with one output more: `evidence`, the means of the values before its sigmoid
 * over blocks of 8 × 8 pixels. A sigmoid saturates and so hides a cheaper model; what it takes does not.
 * @throws TabgridError BAD_MODEL when it isn't that detector.
 */
export function composeTextDetection(detector: ModelProto): ModelProto {
	const graph = graphOfModel(detector);
	makerOf(graph, format.beforeSigmoid);
	const { block } = format;
	graph.node.push(
		create(
			NodeProtoSchema,
			nodeOf({
				op: "AveragePool",
				inputs: [format.beforeSigmoid],
				outputs: [format.output.evidence],
				attributes: { kernel_shape: [block, block], strides: [block, block] },
			}),
		),
	);
	const dims = ["pages", 1, "rows", "columns"];
	graph.output.push(
		create(
			ValueInfoProtoSchema,
			valueInfoOf({ name: format.output.evidence, dtype: "float32", dims }),
		),
	);
	return detector;
}
