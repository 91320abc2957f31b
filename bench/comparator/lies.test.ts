import { numbersOf, tensorOf } from "@tabgrid/kernels";
import { describe, expect, it } from "vitest";
import { noise, oneNumber, zeros } from "./lies.ts";

const values = Float32Array.from({ length: 4_000 }, (_, at) => Math.sin(at) * 3);
const raw = {
	scores: tensorOf("float32", [values.length], values),
	places: tensorOf("int32", [3], Int32Array.of(5, 6, 7)),
};
const rms = (list: ArrayLike<number>) =>
	Math.sqrt(Array.from(list).reduce((sum, value) => sum + value * value, 0) / list.length);
const of = (tensor: (typeof raw)["scores"] | undefined) =>
	Array.from(tensor ? numbersOf(tensor) : []);

describe("lies", () => {
	it("are noise of the size that was asked for, on floats alone, and the same in every run", () => {
		const lie = noise(raw, 0.01);
		const apart = of(lie.scores).map((value, at) => value - (values[at] ?? 0));
		expect(rms(apart) / rms(values)).toBeGreaterThan(0.0095);
		expect(rms(apart) / rms(values)).toBeLessThan(0.0105);
		expect(of(lie.places)).toEqual([5, 6, 7]);
		expect(noise(raw, 0.01)).toEqual(lie);
	});

	it("are one number off, or nothing but zeros, and leave what they were made of alone", () => {
		const lie = oneNumber(raw);
		const changed = of(lie.scores).filter((value, at) => value !== values[at]);
		expect(changed).toHaveLength(1);
		expect(of(lie.places).reduce((sum, value) => sum + value)).toBe(19);
		expect(of(zeros(raw).scores).every((value) => value === 0)).toBe(true);
		expect(of(raw.places)).toEqual([5, 6, 7]);
	});
});
