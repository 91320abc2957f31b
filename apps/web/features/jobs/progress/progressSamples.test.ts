import { expect, test } from "vitest";
import type { ProgressSample } from "./estimateTimeLeft";
import { addSample } from "./progressSamples";

const feed = (...pairs: [at: number, decided: number][]) =>
	pairs.reduce<readonly ProgressSample[]>(
		(samples, [at, decided]) => addSample(samples, { at, decided }),
		[],
	);

test("only what moved is kept, and only of the last two minutes", () => {
	expect(feed([0, 0], [1_000, 0], [2_000, 3])).toEqual([
		{ at: 0, decided: 0 },
		{ at: 2_000, decided: 3 },
	]);
	expect(feed([0, 0], [100_000, 5], [200_000, 9])).toEqual([
		{ at: 100_000, decided: 5 },
		{ at: 200_000, decided: 9 },
	]);
	const many = Array.from({ length: 900 }, (_, step): [number, number] => [step * 100, step]);
	expect(feed(...many).length).toBeLessThan(300);
});

test("a job that went back begins anew", () => {
	expect(feed([0, 0], [1_000, 8], [2_000, 6])).toEqual([{ at: 2_000, decided: 6 }]);
});
