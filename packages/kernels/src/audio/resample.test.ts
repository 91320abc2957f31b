import { expect, it } from "vitest";
import { resample } from "./resample.ts";

const tone = (frequency: number, rate: number, seconds = 0.5) =>
	Float32Array.from({ length: rate * seconds }, (_, i) =>
		Math.sin((2 * Math.PI * frequency * i) / rate),
	);
const rms = (samples: ArrayLike<number>) =>
	Math.sqrt(Array.from(samples).reduce((sum, x) => sum + x * x, 0) / samples.length);
/** Without the ends, where the kernel reaches over the rim. */
const middle = (samples: Float32Array) => samples.subarray(1_000, samples.length - 1_000);

it.each([8_000, 22_050, 44_100, 48_000])("keeps a tone of 1 kHz from %i Hz to 16 kHz", (rate) => {
	const got = middle(resample(tone(1_000, rate), rate, 16_000));
	const wanted = middle(tone(1_000, 16_000));
	expect(rms(got.map((value, i) => value - (wanted[i] ?? 0)))).toBeLessThan(1e-3);
});

it("removes what half the new rate can't hold, instead of folding it back", () => {
	expect(rms(middle(resample(tone(11_000, 48_000), 48_000, 16_000)))).toBeLessThan(1e-3);
});

it("keeps a constant, also at the ends, and gives equal rates back as they are", () => {
	const ones = new Float32Array(4_410).fill(1);
	for (const value of resample(ones, 44_100, 16_000)) expect(value).toBeCloseTo(1, 6);
	expect(resample(ones, 16_000, 16_000)).toBe(ones);
});
