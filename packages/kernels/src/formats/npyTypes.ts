import type { Dtype } from "@tabgrid/protocol";

/** NumPy's letter and size of each element type that it has. */
const codes: Partial<Record<string, Dtype>> = {
	f2: "float16",
	f4: "float32",
	f8: "float64",
	i1: "int8",
	i2: "int16",
	i4: "int32",
	i8: "int64",
	u1: "uint8",
	u2: "uint16",
	u4: "uint32",
	u8: "uint64",
	b1: "bool",
};

/** How a .npy file's elements are stored. */
export interface NpyType {
	readonly dtype: Dtype;
	/** Bytes of an element in the file. */
	readonly size: number;
	/** Whether the most significant byte comes first. */
	readonly bigEndian: boolean;
	/** Fixed-length text: UTF-32 (`U`) or bytes (`S`), filled up with NUL. */
	readonly text?: "utf32" | "bytes";
}

/** Reads a dtype descriptor such as `<f4`; undefined for one that has no counterpart here. */
export function parseDescriptor(descriptor: string): NpyType | undefined {
	const match = /^([<>|=]?)([a-zA-Z])(\d+)$/.exec(descriptor);
	if (!match) return undefined;
	const [, order, letter = "", digits = ""] = match;
	const bigEndian = order === ">";
	const number = Number(digits);
	if (letter === "U") return { dtype: "string", size: number * 4, bigEndian, text: "utf32" };
	if (letter === "S") return { dtype: "string", size: number, bigEndian: false, text: "bytes" };
	const dtype = codes[`${letter}${digits}`];
	return dtype && { dtype, size: number, bigEndian };
}

/** The descriptor to write for a type; undefined for strings and packed types, which need care. */
export function descriptorOf(dtype: Dtype): string | undefined {
	const code = Object.entries(codes).find(([, candidate]) => candidate === dtype)?.[0];
	return code && `${code.endsWith("1") ? "|" : "<"}${code}`;
}
