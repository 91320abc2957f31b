import { TabgridError } from "@tabgrid/protocol";
import type { GraphProto, ModelProto, NodeProto } from "onnx-buf";

/**
 * A model's graph.
 * @throws TabgridError BAD_MODEL when it has none.
 */
export function graphOfModel(model: ModelProto): GraphProto {
	if (model.graph === undefined) throw new TabgridError("BAD_MODEL", "The file holds no graph.");
	return model.graph;
}

/**
 * The node that makes a value.
 * @throws TabgridError BAD_MODEL when none does.
 */
export function makerOf(graph: GraphProto, value: string): NodeProto {
	const node = graph.node.find(({ output }) => output.includes(value));
	if (node === undefined) throw new TabgridError("BAD_MODEL", `The model has no value "${value}".`);
	return node;
}
