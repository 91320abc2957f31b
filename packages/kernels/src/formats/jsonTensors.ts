import {
	Dtype,
	elementCount,
	parseOrThrow,
	TabgridError,
	type TensorBundle,
	type TensorBytes,
} from "@tabgrid/protocol";
import { z } from "zod";
import { numberToHalf } from "../tensor/half.ts";
import { packNibbles } from "../tensor/nibbles.ts";
import { bytesOf, stringBytes } from "../tensor/views.ts";

const Value = z.union([z.number(), z.string(), z.boolean()]);
type Value = z.infer<typeof Value>;

/** Tensors as a person writes them: `{"x": {"dtype": "float32", "dims": [2, 2], "data": [1, 2, 3, 4]}}`. */
export const JsonTensors = z.record(
	z.string().min(1).max(200),
	z.strictObject({
		dtype: Dtype,
		dims: z.array(z.int().nonnegative()).max(16),
		/** Row-major and flat. 64-bit integers may be strings; so may "NaN", "Infinity", "-Infinity". */
		data: z.array(Value),
	}),
);
export type JsonTensors = z.infer<typeof JsonTensors>;

/**
 * Reads tensors from JSON text.
 * @throws TabgridError BAD_INPUT naming the tensor and element at fault.
 */
export function readJsonTensors(text: string, label = "The file"): TensorBundle {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (cause) {
		throw new TabgridError("BAD_INPUT", `${label} is no JSON.`, { cause });
	}
	if (json instanceof Object && Object.hasOwn(json, "__proto__"))
		throw new TabgridError("BAD_INPUT", `${label} has a tensor "__proto__": rename it.`);
	const tensors = parseOrThrow(JsonTensors, json, "BAD_INPUT");
	const bundle: Record<string, TensorBytes> = {};
	for (const [name, { dtype, dims, data }] of Object.entries(tensors)) {
		if (data.length !== elementCount(dims))
			throw new TabgridError(
				"BAD_INPUT",
				`"${name}" has ${data.length} values; [${dims.join(", ")}] needs ${elementCount(dims)}.`,
			);
		bundle[name] = { dtype, dims, data: encode(dtype, data, name) };
	}
	return bundle;
}

function encode(dtype: Dtype, data: readonly Value[], name: string): Uint8Array {
	const integers = (bits: number, signed: boolean) =>
		data.map((value, index) => Number(integer(value, bits, signed, `${name}[${index}]`)));
	const long = (signed: boolean) =>
		data.map((value, index) => integer(value, 64, signed, `${name}[${index}]`));
	const floats = () => data.map((value, index) => float(value, `${name}[${index}]`));
	switch (dtype) {
		case "float32":
			return bytesOf(Float32Array.from(floats()));
		case "float64":
			return bytesOf(Float64Array.from(floats()));
		case "float16":
			return bytesOf(Uint16Array.from(floats(), numberToHalf));
		case "int8":
			return bytesOf(Int8Array.from(integers(8, true)));
		case "uint8":
			return bytesOf(Uint8Array.from(integers(8, false)));
		case "int16":
			return bytesOf(Int16Array.from(integers(16, true)));
		case "uint16":
			return bytesOf(Uint16Array.from(integers(16, false)));
		case "int32":
			return bytesOf(Int32Array.from(integers(32, true)));
		case "uint32":
			return bytesOf(Uint32Array.from(integers(32, false)));
		case "int64":
			return bytesOf(BigInt64Array.from(long(true)));
		case "uint64":
			return bytesOf(BigUint64Array.from(long(false)));
		case "int4":
			return packNibbles(integers(4, true));
		case "uint4":
			return packNibbles(integers(4, false));
		case "bool":
			return Uint8Array.from(integers(1, false));
		case "string":
			return stringBytes(data.map((value, index) => text(value, `${name}[${index}]`)));
	}
}

const wrong = (place: string, value: Value, wanted: string) =>
	new TabgridError("BAD_INPUT", `${place} is ${JSON.stringify(value)}, not ${wanted}.`);

function text(value: Value, place: string): string {
	if (typeof value !== "string") throw wrong(place, value, "a string");
	return value;
}

function float(value: Value, place: string): number {
	if (typeof value === "number") return value;
	if (value === "NaN") return Number.NaN;
	if (value === "Infinity") return Number.POSITIVE_INFINITY;
	if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
	throw wrong(place, value, "a number");
}

function integer(value: Value, bits: number, signed: boolean, place: string): bigint {
	const wanted = `an integer of ${bits} bits`;
	const written = typeof value === "string" ? /^-?\d{1,20}$/.test(value) : true;
	const whole = typeof value === "number" ? Number.isSafeInteger(value) : written;
	if (!whole) throw wrong(place, value, wanted);
	const number = BigInt(value);
	const most = 1n << BigInt(signed ? bits - 1 : bits);
	if (number >= most || number < (signed ? -most : 0n)) throw wrong(place, value, wanted);
	return number;
}
