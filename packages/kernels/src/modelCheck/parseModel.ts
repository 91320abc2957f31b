import { fromBinary } from "@bufbuild/protobuf";
import { limits, TabgridError } from "@tabgrid/protocol";
import { type ModelProto, ModelProtoSchema } from "onnx-buf";
import { badModel } from "./badModel.ts";
import { scanModel } from "./scanModel.ts";

/**
 * Decodes a model after a look at what it would unfold to. Raw weights stay views of `bytes`.
 * @throws TabgridError BAD_MODEL when the bytes are too many, no protobuf, or unfold to too much.
 */
export function parseModel(bytes: Uint8Array): ModelProto {
	if (bytes.byteLength > limits.model)
		throw badModel(
			`The model has ${bytes.byteLength} bytes; ${limits.model / 1024 ** 2} MiB are allowed.`,
		);
	try {
		scanModel(bytes);
		return fromBinary(ModelProtoSchema, bytes, { readUnknownFields: false });
	} catch (cause) {
		if (cause instanceof TabgridError) throw cause;
		throw badModel("The file is no ONNX model: it isn't a valid protobuf.", cause);
	}
}
