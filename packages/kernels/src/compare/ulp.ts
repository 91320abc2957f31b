import { type Comparator, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { elementsOf, numbersOf } from "../tensor/views.ts";
import { apart, inUnitsOf, type Measured, short } from "./distance.ts";

type Ulp = Extract<Comparator, { kind: "ulp" }>;

/** Bits of a sign-and-magnitude float to an integer in the order of the values; −0 and 0 are one. */
const ordered = (bits: bigint, signBit: bigint) => (bits < signBit ? bits : signBit - bits);

/** Each element as an integer, neighbours one apart. */
function ordinals(tensor: TensorBytes): (index: number) => bigint {
	const { dtype, data, dims } = tensor;
	switch (dtype) {
		case "float32": {
			const bits = elementsOf({ dtype: "uint32", dims, data });
			return (index) => ordered(BigInt(bits[index] ?? 0), 1n << 31n);
		}
		case "float64": {
			const bits = elementsOf({ dtype: "uint64", dims, data });
			return (index) => ordered(BigInt(bits[index] ?? 0), 1n << 63n);
		}
		case "float16": {
			const bits = elementsOf(tensor);
			return (index) => ordered(BigInt(bits[index] ?? 0), 1n << 15n);
		}
		default: {
			const values = elementsOf(tensor);
			return (index) => BigInt(values[index] ?? 0);
		}
	}
}

/** Integers whose differences a number holds; maps and pictures have millions of them. */
const exactAsNumbers: ReadonlySet<string> = new Set([
	"int8",
	"uint8",
	"int16",
	"uint16",
	"int32",
	"uint32",
]);

function measureIntegers(a: ArrayLike<number>, b: ArrayLike<number>, max: number): Measured {
	let worst = 0;
	let worstAt = 0;
	for (let i = 0; i < a.length; i++) {
		const size = Math.abs((a[i] ?? 0) - (b[i] ?? 0));
		if (size > worst) {
			worst = size;
			worstAt = i;
		}
	}
	return verdict(worst, worstAt, max);
}

function verdict(worst: number, worstAt: number, max: number): Measured {
	const distance = inUnitsOf(max, worst);
	if (distance <= 1) return { distance };
	return { distance, why: `element ${worstAt} is ${worst} representable values off, not ${max}` };
}

/**
 * `ulp`: at most `max` representable values between a and b, for every element. NaN and infinities
 * must stand at the same places with the same sign. Integers count as their own difference.
 */
export function measureUlp(a: TensorBytes, b: TensorBytes, { max }: Ulp): Measured {
	if (a.dtype !== b.dtype) throw new TabgridError("INTERNAL", "ulp compares tensors of one dtype.");
	const valuesA = numbersOf(a);
	const valuesB = numbersOf(b);
	if (exactAsNumbers.has(a.dtype)) return measureIntegers(valuesA, valuesB, max);
	const ordinalA = ordinals(a);
	const ordinalB = ordinals(b);
	let worst = 0n;
	let worstAt = 0;
	for (let i = 0; i < valuesA.length; i++) {
		const x = valuesA[i] ?? Number.NaN;
		const y = valuesB[i] ?? Number.NaN;
		if (!Number.isFinite(x) || !Number.isFinite(y)) {
			if (!Object.is(x, y)) return apart(`element ${i} is ${short(x)} against ${short(y)}`);
			continue;
		}
		const difference = ordinalA(i) - ordinalB(i);
		const size = difference < 0n ? -difference : difference;
		if (size > worst) {
			worst = size;
			worstAt = i;
		}
	}
	return verdict(Number(worst), worstAt, max);
}
