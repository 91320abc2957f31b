import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type ModelProto, ModelProtoSchema } from "onnx-buf";
import { composeTextDetection } from "../detectText/composeModel.ts";
import { composeSpeechEmbedding } from "../embedAudio/composeModel.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const encode = (model: ModelProto): Bytes => new Uint8Array(toBinary(ModelProtoSchema, model));
const decode = (bytes: Bytes | undefined): ModelProto =>
	fromBinary(ModelProtoSchema, bytes ?? new Uint8Array());

/**
 * Models that Tabgrid makes of others, by the names that `builtinModels` gives them. Equal files give
 * equal bytes.
 * @throws TabgridError BAD_MODEL when the files aren't those that the composition was made for.
 */
export const compositions: Readonly<
	Record<"speech-embedding" | "text-detection", (files: readonly Bytes[]) => Bytes>
> = {
	"speech-embedding": ([mel, embedding]) =>
		encode(composeSpeechEmbedding(decode(mel), decode(embedding))),
	"text-detection": ([detector]) => encode(composeTextDetection(decode(detector))),
};
