import type { TensorBundle, TensorBytes } from "@tabgrid/protocol";
import { isNumeric, numbersOf } from "../tensor/views.ts";

/** How far two computations of one output lie apart. Zero for equal bytes; Infinity where nothing can be measured. */
export interface Spread {
	/** ‖a − b‖ over the larger of ‖a‖ and ‖b‖. */
	readonly l2: number;
	/** The largest |a − b| of an element over the larger root mean square. */
	readonly peak: number;
}

const none: Spread = { l2: 0, peak: 0 };
const apart: Spread = { l2: Number.POSITIVE_INFINITY, peak: Number.POSITIVE_INFINITY };

/** Measures two tensors by the same scale as the comparator `close`. NaN and infinities must match. */
export function spreadOf(a: TensorBytes, b: TensorBytes): Spread {
	if (a.dtype !== b.dtype || a.dims.join() !== b.dims.join()) return apart;
	if (equal(a.data, b.data)) return none;
	if (!isNumeric(a.dtype)) return apart;
	const left = numbersOf(a);
	const right = numbersOf(b);
	let [squaresLeft, squaresRight, squaresApart, finite, largest] = [0, 0, 0, 0, 0];
	for (let i = 0; i < left.length; i++) {
		const x = left[i] ?? Number.NaN;
		const y = right[i] ?? Number.NaN;
		if (!Number.isFinite(x) || !Number.isFinite(y)) {
			if (!Object.is(x, y)) return apart;
			continue;
		}
		squaresLeft += x * x;
		squaresRight += y * y;
		squaresApart += (x - y) * (x - y);
		largest = Math.max(largest, Math.abs(x - y));
		finite += 1;
	}
	if (squaresApart === 0) return none;
	const norm = Math.sqrt(Math.max(squaresLeft, squaresRight));
	return { l2: Math.sqrt(squaresApart) / norm, peak: largest / (norm / Math.sqrt(finite)) };
}

/** Measures two bundles output by output; an output that only one has lies infinitely far apart. */
export function spreadsOf(a: TensorBundle, b: TensorBundle): Readonly<Record<string, Spread>> {
	const names = new Set([...Object.keys(a), ...Object.keys(b)]);
	return Object.fromEntries(
		[...names].map((name) => {
			const [left, right] = [a[name], b[name]];
			return [name, left && right ? spreadOf(left, right) : apart];
		}),
	);
}

/** The larger of each measure. */
export function widest(spreads: readonly Spread[]): Spread | undefined {
	if (spreads.length === 0) return undefined;
	return {
		l2: Math.max(...spreads.map(({ l2 }) => l2)),
		peak: Math.max(...spreads.map(({ peak }) => peak)),
	};
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
