import type { Comparator } from "@tabgrid/protocol";
import { apart, inUnitsOf, type Measured, short } from "./distance.ts";

type Close = Extract<Comparator, { kind: "close" }>;

/**
 * `close`: |a − b| ≤ rtol·max(|a|,|b|) + atol·rms for every element, where rms is the larger of the
 * two tensors' root mean squares, and ‖a − b‖ ≤ l2·max(‖a‖,‖b‖). The scale keeps values near zero,
 * where honest backends differ by many representable values, from deciding. NaN and infinities must
 * stand at the same places with the same sign, and count in neither sum.
 */
export function measureClose(
	a: ArrayLike<number>,
	b: ArrayLike<number>,
	{ rtol, atol, l2 }: Close,
): Measured {
	let squaresA = 0;
	let squaresB = 0;
	let squaresOfDifference = 0;
	let finite = 0;
	for (let i = 0; i < a.length; i++) {
		const x = a[i] ?? Number.NaN;
		const y = b[i] ?? Number.NaN;
		if (Number.isFinite(x) && Number.isFinite(y)) {
			squaresA += x * x;
			squaresB += y * y;
			squaresOfDifference += (x - y) * (x - y);
			finite += 1;
		} else if (!Object.is(x, y)) return apart(`element ${i} is ${short(x)} against ${short(y)}`);
	}
	const largerNorm = Math.sqrt(Math.max(squaresA, squaresB));
	const rms = finite === 0 ? 0 : largerNorm / Math.sqrt(finite);

	let worst = 0;
	let worstAt = 0;
	for (let i = 0; i < a.length; i++) {
		const x = a[i] ?? Number.NaN;
		const y = b[i] ?? Number.NaN;
		if (!Number.isFinite(x) || x === y) continue;
		const permitted = rtol * Math.max(Math.abs(x), Math.abs(y)) + atol * rms;
		const distance = inUnitsOf(permitted, Math.abs(x - y));
		if (distance > worst) {
			worst = distance;
			worstAt = i;
		}
	}
	const relative = squaresOfDifference === 0 ? 0 : Math.sqrt(squaresOfDifference) / largerNorm;
	const whole = inUnitsOf(l2, relative);
	const distance = Math.max(worst, whole);
	if (distance <= 1) return { distance };
	if (worst >= whole)
		return {
			distance,
			why: `element ${worstAt} is ${short(a[worstAt] ?? Number.NaN)} against ${short(b[worstAt] ?? Number.NaN)}, ${short(worst)} times what is permitted`,
		};
	return {
		distance,
		why: `the relative L2 distance is ${short(relative)}, more than ${short(l2)}`,
	};
}
