import { expect, test } from "vitest";
import { likeness } from "./readEmbeddings";

const recording = (...values: number[]) => ({ values: Float32Array.from(values), width: 2 });

test("recordings that differ from the others in the same way are alike, in the other way unlike", () => {
	const cosines = likeness([
		recording(11, 5, 13, 5),
		recording(12, 5),
		recording(6, 5, Number.NaN, Number.NaN),
	]);
	expect(cosines[0]?.[1]).toBeCloseTo(1, 6);
	expect(cosines[0]?.[2]).toBeCloseTo(-1, 6);
	expect(cosines[2]?.[2]).toBeCloseTo(1, 6);
});

test("one recording alone has nothing to be compared with", () => {
	expect(likeness([recording(1, 2)])).toEqual([[0]]);
	expect(likeness([])).toEqual([]);
});
