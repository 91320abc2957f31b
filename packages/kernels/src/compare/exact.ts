import type { TensorBytes } from "@tabgrid/protocol";
import { apart, type Measured } from "./distance.ts";

/** Place of the first byte that differs; -1 where none does. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
	const common = Math.min(a.length, b.length);
	for (let i = 0; i < common; i++) if (a[i] !== b[i]) return i;
	return a.length === b.length ? -1 : common;
}

/** `exact`: equal bytes. What differs can't be measured, however little it is. */
export function measureExact(a: TensorBytes, b: TensorBytes): Measured {
	const at = firstDifference(a.data, b.data);
	return at === -1 ? { distance: 0 } : apart(`its bytes differ, first at byte ${at}`);
}
