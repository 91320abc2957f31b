import { type Comparator, elementCount, type TensorBytes } from "@tabgrid/protocol";
import { blockPairs, numbersBetween } from "../tensor/blocks.ts";
import { elementsOf } from "../tensor/views.ts";
import { apart, inUnitsOf, type Measured, short } from "./distance.ts";

type Ulp = Extract<Comparator, { kind: "ulp" }>;

/** 64-bit values, whose differences a number doesn't hold. */
const wide: ReadonlySet<string> = new Set(["float64", "int64", "uint64"]);

/** Elements of 64-bit values at a time. */
const wideBlock = 4_096;

/**
 * `ulp`: at most `max` representable values between a and b, for every element. NaN and infinities
 * must stand at the same places with the same sign. Integers count as their own difference.
 */
export function measureUlp(a: TensorBytes, b: TensorBytes, { max }: Ulp): Measured {
	const specials = a.dtype.startsWith("float") ? differentSpecials(a, b) : undefined;
	if (specials) return specials;
	const { worst, at } = wide.has(a.dtype) ? worstWide(a, b) : worstNarrow(a, b);
	const distance = inUnitsOf(max, worst);
	if (distance <= 1) return { distance };
	return { distance, why: `element ${at} is ${worst} representable values off, not ${max}` };
}

function differentSpecials(a: TensorBytes, b: TensorBytes): Measured | undefined {
	for (const block of blockPairs(a, b))
		for (let i = 0; i < block.a.length; i++) {
			const x = block.a[i] ?? Number.NaN;
			const y = block.b[i] ?? Number.NaN;
			if ((!Number.isFinite(x) || !Number.isFinite(y)) && !Object.is(x, y))
				return apart(`element ${block.start + i} is ${short(x)} against ${short(y)}`);
		}
	return undefined;
}

/** The tensor with floats as their bits, so that it can be read as integers. */
function asBits(tensor: TensorBytes): TensorBytes {
	const bits = { float16: "uint16", float32: "uint32", float64: "uint64" } as const;
	const { dtype } = tensor;
	if (dtype !== "float16" && dtype !== "float32" && dtype !== "float64") return tensor;
	return { ...tensor, dtype: bits[dtype] };
}

/** Values of up to 32 bits. */
function worstNarrow(a: TensorBytes, b: TensorBytes) {
	const sign = a.dtype === "float16" ? 2 ** 15 : a.dtype === "float32" ? 2 ** 31 : undefined;
	const infinity = a.dtype === "float16" ? 0x7c00 : 0x7f80_0000;
	let worst = 0;
	let at = 0;
	for (const block of blockPairs(asBits(a), asBits(b)))
		for (let i = 0; i < block.a.length; i++) {
			let x = block.a[i] ?? 0;
			let y = block.b[i] ?? 0;
			if (sign !== undefined) {
				// Infinities and NaN, which stand at the same places, whatever a NaN's payload is.
				if ((x & (sign - 1)) >= infinity) continue;
				x = x < sign ? x : sign - x;
				y = y < sign ? y : sign - y;
			}
			const size = Math.abs(x - y);
			if (size > worst) {
				worst = size;
				at = block.start + i;
			}
		}
	return { worst, at };
}

/** Bits of a sign-and-magnitude float to an integer in the order of the values; −0 and 0 are one. */
const ordered = (bits: bigint) => (bits < 1n << 63n ? bits : (1n << 63n) - bits);

function worstWide(a: TensorBytes, b: TensorBytes) {
	const count = elementCount(a.dims);
	const isFloat = a.dtype === "float64";
	let worst = 0n;
	let at = 0;
	for (let start = 0; start < count; start += wideBlock) {
		const end = Math.min(start + wideBlock, count);
		const bitsA = wideElements(asBits(a), start, end);
		const bitsB = wideElements(asBits(b), start, end);
		const finite = isFloat ? numbersBetween(a, start, end) : undefined;
		for (let i = 0; i < bitsA.length; i++) {
			if (finite && !Number.isFinite(finite[i])) continue;
			const x = BigInt(bitsA[i] ?? 0);
			const y = BigInt(bitsB[i] ?? 0);
			const difference = isFloat ? ordered(x) - ordered(y) : x - y;
			const size = difference < 0n ? -difference : difference;
			if (size > worst) {
				worst = size;
				at = start + i;
			}
		}
	}
	return { worst: Number(worst), at };
}

function wideElements({ dtype, data }: TensorBytes, start: number, end: number) {
	return elementsOf({ dtype, dims: [end - start], data: data.subarray(start * 8, end * 8) });
}
