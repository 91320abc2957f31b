import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { ModelProtoSchema } from "onnx-buf";
import { badModel } from "./badModel.ts";
import { modelLimits } from "./modelLimits.ts";

const fixedBytes: Partial<Record<ScalarType, number>> = {
	[ScalarType.FLOAT]: 4,
	[ScalarType.DOUBLE]: 8,
};
const longTypes: readonly ScalarType[] = [ScalarType.INT64, ScalarType.UINT64];

type Counted = Exclude<keyof typeof modelLimits.parsed, "depth">;

/**
 * Walks a model's bytes without building anything, and adds up what decoding would build. Two bytes
 * of a file can be a whole message and one byte a 64-bit integer, so that a file within its limit of
 * bytes could unfold to a hundred times as many.
 * @throws TabgridError BAD_MODEL when it would be over {@link modelLimits}, or Error when the bytes
 * are no protobuf.
 */
export function scanModel(bytes: Uint8Array): void {
	const reader = new BinaryReader(bytes);
	const counts: Record<Counted, number> = {
		messages: 0,
		strings: 0,
		stringBytes: 0,
		numbers: 0,
		longs: 0,
	};
	const count = (what: Counted, amount: number) => {
		counts[what] += amount;
		if (counts[what] > modelLimits.parsed[what])
			throw badModel(
				what === "numbers" || what === "longs"
					? "The model keeps too many weights as lists of numbers. Save it with raw tensor data, as onnx.save does for tensors made by onnx.numpy_helper.from_array."
					: "The model has too many parts to be checked. Simplify it, e.g. with onnxslim.",
			);
	};

	const scanMessage = (message: DescMessage, end: number, depth: number) => {
		if (depth > modelLimits.parsed.depth)
			throw badModel("The model's graphs are nested too deeply.");
		const fields = fieldsOf(message);
		while (reader.pos < end) {
			const [number, wire] = reader.tag();
			const field = fields.get(number);
			if (field !== undefined) scanField(field, number, wire, depth);
			else {
				count("messages", 1); // builds nothing, but takes its time
				reader.skip(wire, number, modelLimits.parsed.depth);
			}
		}
		if (reader.pos !== end) throw new RangeError("A field reaches beyond its message.");
	};

	const scanField = (field: DescField, number: number, wire: WireType, depth: number) => {
		if (wire !== WireType.LengthDelimited) {
			countNumbers(field, 1);
			reader.skip(wire, number, modelLimits.parsed.depth);
			return;
		}
		const length = reader.uint32();
		const end = reader.pos + length;
		if (end > bytes.length) throw new RangeError("A field reaches beyond the file.");
		if (field.message) {
			count("messages", 1);
			scanMessage(field.message, end, depth + 1);
			return;
		}
		if (field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES) {
			count("strings", 1);
			if (field.scalar === ScalarType.STRING) count("stringBytes", length);
		} else if (field.scalar !== undefined) {
			const size = fixedBytes[field.scalar];
			countNumbers(field, size === undefined ? varintsIn(reader.pos, end) : length / size);
		}
		reader.pos = end;
	};

	const countNumbers = (field: DescField, amount: number) =>
		count(
			field.scalar !== undefined && longTypes.includes(field.scalar) ? "longs" : "numbers",
			amount,
		);

	/** Varints in a range: each ends with a byte whose highest bit is clear. */
	const varintsIn = (from: number, to: number) => {
		let ends = 0;
		for (let at = from; at < to; at++) if ((bytes[at] ?? 0) < 0x80) ends++;
		return ends;
	};

	scanMessage(ModelProtoSchema, bytes.length, 0);
}

const fieldMaps = new WeakMap<DescMessage, ReadonlyMap<number, DescField>>();

function fieldsOf(message: DescMessage): ReadonlyMap<number, DescField> {
	const known = fieldMaps.get(message);
	if (known) return known;
	const fields = new Map(message.fields.map((field) => [field.number, field]));
	fieldMaps.set(message, fields);
	return fields;
}
