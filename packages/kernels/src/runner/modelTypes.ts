import { fromBinary } from "@bufbuild/protobuf";
import { TabgridError } from "@tabgrid/protocol";
import { type GraphProto, ModelProtoSchema, TensorProto_DataType } from "onnx-buf";

const half = TensorProto_DataType.FLOAT16;
/** TensorProto.DataType of a Cast's `to` attribute. */
const castsToHalf = (value: bigint) => value === BigInt(half);

/**
 * Whether a model computes with 16-bit floats anywhere: in its weights, its edges, a cast or a
 * subgraph. Weights are not copied while reading, so large models are cheap to ask.
 * @throws TabgridError BAD_MODEL when the bytes are no ONNX model.
 */
export function usesFloat16(model: Uint8Array): boolean {
	try {
		const { graph } = fromBinary(ModelProtoSchema, model);
		return graph !== undefined && graphUsesFloat16(graph);
	} catch (cause) {
		throw new TabgridError("BAD_MODEL", "The model's bytes are no ONNX model.", { cause });
	}
}

function graphUsesFloat16(graph: GraphProto): boolean {
	const edges = [...graph.input, ...graph.output, ...graph.valueInfo];
	return (
		graph.initializer.some(({ dataType }) => dataType === half) ||
		edges.some(
			({ type }) => type?.value.case === "tensorType" && type.value.value.elemType === half,
		) ||
		graph.node.some((node) =>
			node.attribute.some(
				({ name, i, t, g }) =>
					(name === "to" && castsToHalf(i)) ||
					t?.dataType === half ||
					(g !== undefined && graphUsesFloat16(g)),
			),
		)
	);
}
