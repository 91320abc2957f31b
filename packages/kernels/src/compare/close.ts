import type { Comparator, TensorBytes } from "@tabgrid/protocol";
import { blockPairs } from "../tensor/blocks.ts";
import { apart, inUnitsOf, type Measured, short } from "./distance.ts";

type Close = Extract<Comparator, { kind: "close" }>;

/**
 * `close`: |a − b| ≤ rtol·max(|a|,|b|) + atol·rms for every element, where rms is the larger of the
 * two tensors' root mean squares, and ‖a − b‖ ≤ l2·max(‖a‖,‖b‖). The scale keeps values near zero,
 * where honest backends differ by many representable values, from deciding. NaN and infinities must
 * stand at the same places with the same sign, and count in neither sum.
 *
 * A provider that writes one huge value to widen what the others may differ by is caught at that
 * value: atol·rms is at most atol times it.
 */
export function measureClose(a: TensorBytes, b: TensorBytes, rule: Close): Measured {
	const size = sizesOf(a, b);
	if ("distance" in size) return size;
	const { worst, at } = worstElement(a, b, rule, size);
	const whole = inUnitsOf(rule.l2, size.relative);
	const distance = Math.max(worst, whole);
	if (distance <= 1) return { distance };
	if (worst >= whole)
		return {
			distance,
			why: `element ${at.place} is ${short(at.x)} against ${short(at.y)}, ${short(worst)} times what is permitted`,
		};
	return {
		distance,
		why: `the relative L2 distance is ${short(size.relative)}, more than ${short(rule.l2)}`,
	};
}

interface Sizes {
	/** A power of two: values divided by it have squares that neither overflow nor vanish. */
	readonly unit: number;
	/** The larger root mean square, in units. */
	readonly rms: number;
	/** ‖a − b‖ ÷ max(‖a‖,‖b‖). */
	readonly relative: number;
}

function sizesOf(a: TensorBytes, b: TensorBytes): Sizes | Measured {
	const unit = unitOf(a, b);
	let squaresA = 0;
	let squaresB = 0;
	let squaresOfDifference = 0;
	let finite = 0;
	for (const block of blockPairs(a, b)) {
		for (let i = 0; i < block.a.length; i++) {
			const x = block.a[i] ?? Number.NaN;
			const y = block.b[i] ?? Number.NaN;
			if (Number.isFinite(x) && Number.isFinite(y)) {
				const u = x / unit;
				const v = y / unit;
				squaresA += u * u;
				squaresB += v * v;
				squaresOfDifference += (u - v) * (u - v);
				finite += 1;
			} else if (!Object.is(x, y))
				return apart(`element ${block.start + i} is ${short(x)} against ${short(y)}`);
		}
	}
	const norm = Math.sqrt(Math.max(squaresA, squaresB));
	return {
		unit,
		rms: finite === 0 ? 0 : norm / Math.sqrt(finite),
		relative: squaresOfDifference === 0 ? 0 : Math.sqrt(squaresOfDifference) / norm,
	};
}

/** float32 and narrower have squares well within a double's range. */
function unitOf(a: TensorBytes, b: TensorBytes): number {
	if (a.dtype !== "float64") return 1;
	let largest = 0;
	for (const block of blockPairs(a, b))
		for (let i = 0; i < block.a.length; i++)
			for (const value of [block.a[i] ?? 0, block.b[i] ?? 0]) {
				const size = Math.abs(value);
				if (size > largest && size !== Number.POSITIVE_INFINITY) largest = size;
			}
	return largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
}

function worstElement(a: TensorBytes, b: TensorBytes, { rtol, atol }: Close, sizes: Sizes) {
	const { unit, rms } = sizes;
	let worst = 0;
	let at = { place: 0, x: 0, y: 0 };
	for (const block of blockPairs(a, b)) {
		for (let i = 0; i < block.a.length; i++) {
			const x = block.a[i] ?? Number.NaN;
			const y = block.b[i] ?? Number.NaN;
			if (!Number.isFinite(x) || x === y) continue;
			const permitted = rtol * (Math.max(Math.abs(x), Math.abs(y)) / unit) + atol * rms;
			const distance = inUnitsOf(permitted, Math.abs(x / unit - y / unit));
			if (distance > worst) {
				worst = distance;
				at = { place: block.start + i, x, y };
			}
		}
	}
	return { worst, at };
}
