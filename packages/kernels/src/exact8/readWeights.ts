import { elementCount } from "@tabgrid/protocol";
import { type GraphProto, type TensorProto, TensorProto_DataType } from "onnx-buf";
import { badModel, quoted } from "../modelCheck/badModel.ts";
import type { Weights } from "./network.ts";

/** A graph's constants by name: initializers and Constant nodes. */
export function constantsOf(graph: GraphProto): ReadonlyMap<string, TensorProto> {
	const made = graph.node.flatMap((node) => {
		const tensor = node.opType === "Constant" ? node.attribute.find(({ t }) => t)?.t : undefined;
		const [name] = node.output;
		return tensor && name !== undefined ? [[name, tensor] as const] : [];
	});
	return new Map([...graph.initializer.map((tensor) => [tensor.name, tensor] as const), ...made]);
}

/** @throws TabgridError BAD_MODEL when the tensor isn't float32. */
export function weightsOf(name: string, tensor: TensorProto): Weights {
	if (tensor.dataType !== TensorProto_DataType.FLOAT)
		throw badModel(`The weights ${quoted(name)} are no float32: they can't be made 8-bit.`);
	const dims = tensor.dims.map(Number);
	const { buffer, byteOffset, byteLength } = tensor.rawData;
	const view = new DataView(buffer, byteOffset, byteLength);
	const values =
		byteLength > 0
			? Float32Array.from({ length: byteLength / 4 }, (_, at) => view.getFloat32(at * 4, true))
			: Float32Array.from(tensor.floatData);
	if (values.length !== elementCount(dims) || !values.every(Number.isFinite))
		throw badModel(`The weights ${quoted(name)} don't fit their shape or aren't finite.`);
	return { dims, values };
}
