import * as fc from "fast-check";
import { expect, it } from "vitest";
import { editDistance } from "./editDistance.ts";

/** Levenshtein's own recurrence. */
function plain(a: readonly number[], b: readonly number[]): number {
	let before = Array.from({ length: b.length + 1 }, (_, j) => j);
	a.forEach((x, i) => {
		const row = [i + 1];
		b.forEach((y, j) => {
			const exchanged = (before[j] ?? 0) + (x === y ? 0 : 1);
			row.push(Math.min(exchanged, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
		});
		before = row;
	});
	return before.at(-1) ?? 0;
}

const text = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 14 });

it("is Levenshtein's distance up to the most that is asked for, and one more beyond", () => {
	fc.assert(
		fc.property(text, text, fc.nat(16), (a, b, most) => {
			expect(editDistance(a, b, most)).toBe(Math.min(plain(a, b), most + 1));
		}),
		{ numRuns: 2_000 },
	);
});

it("reads two long texts that are nearly equal in time of their length", () => {
	const a = Uint32Array.from({ length: 2_000_000 }, (_, i) => (i * 2_654_435_761) >>> 20);
	const b = Uint32Array.from([...a.subarray(0, 1_000_000), 1, ...a.subarray(1_000_003)]);
	expect(editDistance(a, b, 64)).toBe(3);
});
