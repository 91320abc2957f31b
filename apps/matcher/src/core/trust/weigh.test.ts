import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trustPolicies } from "./trustRules.ts";
import { isTaken, type WeighedResult, weigh } from "./weigh.ts";

const result = (origin: number, odds = 4.6, established = true): WeighedResult => ({
	origin,
	odds,
	established,
});
const fresh = (origin: number) => result(origin, Math.log(9), false);
/** Results with equal answers agree. */
const alike = (answers: readonly number[]) => (a: number, b: number) => answers[a] === answers[b];
const grown = { alone: false, anyEstablished: true };
const young = { alone: false, anyEstablished: false };
const { balanced } = trustPolicies;

describe("weigh", () => {
	it("takes the answer that most is said for", () => {
		const weighing = weigh([result(1), result(2), fresh(3)], alike([7, 7, 8]));
		expect(weighing.canonical).toBe(0);
		expect(weighing.odds).toBeCloseTo(9.2 - Math.log(9), 9);
		expect(weighing).toMatchObject({ supporters: 2, disputed: true, established: true });
	});

	it("counts results of one origin once, on either side", () => {
		const crowd = [fresh(1), fresh(1), fresh(1), result(2)];
		const weighing = weigh(crowd, alike([8, 8, 8, 7]));
		expect(weighing.canonical).toBe(3);
		expect(weighing.odds).toBeCloseTo(4.6 - Math.log(9), 9);
	});

	it("doesn't count an origin against an answer that it also gives", () => {
		const weighing = weigh([result(1), result(1)], alike([7, 8]));
		expect(weighing).toMatchObject({ odds: 4.6, disputed: false });
	});

	it("weighs each result with those that agree with itself, though agreement isn't transitive", () => {
		// 0 agrees with 1, 1 with 2, but 0 not with 2: the one in the middle has all on its side.
		const near = (a: number, b: number) => Math.abs(a - b) <= 1;
		const weighing = weigh([result(1), result(2), result(3)], near);
		expect(weighing).toMatchObject({ canonical: 1, supporters: 3, disputed: false });
	});

	it("isn't swayed by one whose word is worth nothing", () => {
		const weighing = weigh([result(1), result(2, 0, false)], alike([7, 8]));
		expect(weighing).toMatchObject({ canonical: 0, disputed: false, supporters: 1 });
	});

	it("gives the same answer and odds in any order", () => {
		const results = fc.array(
			fc.record({
				origin: fc.nat(4),
				odds: fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10),
				established: fc.boolean(),
				answer: fc.nat(2),
			}),
			{ minLength: 1, maxLength: 7 },
		);
		fc.assert(
			fc.property(results, (list) => {
				const of = (some: typeof list) => weigh(some, alike(some.map(({ answer }) => answer)));
				const forwards = of(list);
				const backwards = of([...list].reverse());
				expect(backwards.odds).toBeCloseTo(forwards.odds, 9);
				expect(backwards.supporters).toBe(forwards.supporters);
			}),
		);
	});

	it("never falls when another origin agrees, and never rises when one dissents", () => {
		const odds = fc.double({ min: 0, max: 12, noNaN: true });
		fc.assert(
			fc.property(fc.array(odds, { minLength: 1, maxLength: 5 }), odds, (list, more) => {
				const results = list.map((each, origin) => result(origin, each));
				const answers = list.map(() => 7);
				const before = weigh(results, alike(answers)).odds;
				const added = [...results, result(99, more)];
				expect(weigh(added, alike([...answers, 7])).odds).toBeGreaterThanOrEqual(before);
				const disputed = weigh(added, alike([...answers, 8]));
				expect(disputed.odds).toBeLessThanOrEqual(Math.max(before, more));
			}),
		);
	});

	it("refuses nothing at all", () => {
		expect(() => weigh([], () => true)).toThrow(RangeError);
	});
});

describe("isTaken", () => {
	const taken = (results: WeighedResult[], answers: number[], how = grown) =>
		isTaken(balanced, weigh(results, alike(answers)), how);

	it("takes an established provider's result alone, unless a check fell on it", () => {
		expect(taken([result(1)], [7], { ...grown, alone: true })).toBe(true);
		expect(taken([result(1)], [7])).toBe(false);
	});

	it("never takes a newcomer's result alone, and two that agree only where nobody is established", () => {
		expect(taken([fresh(1)], [7], { ...grown, alone: true })).toBe(false);
		expect(taken([fresh(1), fresh(2)], [7, 7])).toBe(false);
		expect(taken([fresh(1), fresh(2)], [7, 7], young)).toBe(true);
		expect(taken([fresh(1), result(2)], [7, 7])).toBe(true);
	});

	it("never takes two of one origin for two", () => {
		expect(taken([fresh(1), fresh(1)], [7, 7], young)).toBe(false);
	});

	it("asks a dispute for far more than agreement", () => {
		expect(taken([result(1), result(2), fresh(3)], [7, 7, 8])).toBe(false);
		expect(taken([result(1), result(2), result(4), fresh(3)], [7, 7, 7, 8])).toBe(true);
	});

	it("lets no crowd of newcomers outvote, once there are established providers", () => {
		const crowd = Array.from({ length: 8 }, (_, origin) => fresh(origin));
		const answers = [8, 8, 8, 8, 8, 8, 8, 7];
		expect(taken(crowd, answers)).toBe(false);
		expect(taken(crowd, answers, young)).toBe(true);
	});
});
