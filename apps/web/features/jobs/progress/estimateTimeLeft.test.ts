import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTimeLeft } from "./estimateTimeLeft";

const minute = 60_000;

test("a steady rate gives the time that is left, and a range around it", () => {
	const samples = [
		{ at: 0, decided: 0 },
		{ at: minute, decided: 100 },
	];
	const answer = estimateTimeLeft(samples, 400, minute);
	if (answer.kind !== "estimate") throw new Error(`It is ${answer.kind}.`);
	expect(answer.likely).toBeCloseTo(4 * minute, 3);
	expect(answer.rate).toBeCloseTo(100 / minute, 9);
	expect(answer.low).toBeGreaterThan(3 * minute);
	expect(answer.high).toBeLessThan(5 * minute);
});

test("nothing is told from too little", () => {
	expect(estimateTimeLeft([], 5, 0)).toEqual({ kind: "unknown" });
	expect(estimateTimeLeft([{ at: 0, decided: 90 }], 5, minute)).toEqual({ kind: "unknown" });
	const four = [
		{ at: 0, decided: 10 },
		{ at: minute, decided: 14 },
	];
	expect(estimateTimeLeft(four, 5, minute)).toEqual({ kind: "unknown" });
	expect(estimateTimeLeft(four, 0, minute)).toEqual({ kind: "unknown" });
});

test("a job whose providers went away has no time left to tell", () => {
	const samples = [
		{ at: 0, decided: 0 },
		{ at: minute, decided: 60 },
	];
	expect(estimateTimeLeft(samples, 60, minute + 10_000).kind).toBe("estimate");
	expect(estimateTimeLeft(samples, 60, 2 * minute)).toEqual({ kind: "stalled", quietMs: minute });
});

test("the range holds the likely time, narrows with evidence, and scales with the clock", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 5, max: 50_000 }),
			fc.integer({ min: 1, max: 100_000 }),
			fc.integer({ min: 1_000, max: 120_000 }),
			(decided, left, elapsed) => {
				const at = (scale: number, many = 1) => {
					const answer = estimateTimeLeft(
						[
							{ at: 0, decided: 7 },
							{ at: elapsed * scale, decided: 7 + decided * many },
						],
						left,
						elapsed * scale,
					);
					if (answer.kind !== "estimate") throw new Error(`It is ${answer.kind}.`);
					return answer;
				};
				const once = at(1);
				expect(once.low).toBeLessThanOrEqual(once.likely);
				expect(once.likely).toBeLessThanOrEqual(once.high);
				expect(once.low).toBeGreaterThan(0);
				expect(at(3).likely / once.likely).toBeCloseTo(3, 6);
				const more = at(4, 4);
				expect(more.likely / once.likely).toBeCloseTo(1, 6);
				expect(more.high / more.low).toBeLessThanOrEqual(once.high / once.low);
			},
		),
	);
});
