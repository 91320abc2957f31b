import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreement } from "./agreement.ts";

interface Reading {
	readonly key: string;
	readonly value: number;
}

/** Readings agree when at most 10 apart: like tolerances, not transitive. */
const compare = (a: Reading, b: Reading) => {
	const distance = Math.abs(a.value - b.value);
	return { agree: distance <= 10, distance };
};
/** Equal values have equal keys, as equal bytes have equal digests. */
const reading = (value: number): Reading => ({ key: `k${value}`, value });
const readings = fc.array(fc.integer({ min: 0, max: 30 }).map(reading), {
	minLength: 1,
	maxLength: 9,
});

describe("agreement", () => {
	it("has no answer without candidates, and one candidate for itself", () => {
		expect(agreement([], compare)).toBeUndefined();
		expect(agreement([reading(10)], compare)).toEqual({ members: [0], canonical: 0 });
	});

	it("takes only sets in which every two agree", () => {
		const chain = [reading(0), reading(9), reading(18)];
		expect(agreement(chain, compare)?.members).toHaveLength(2);
		fc.assert(
			fc.property(readings, (list) => {
				const members = (agreement(list, compare)?.members ?? []).flatMap((i) => list[i] ?? []);
				for (const a of members) for (const b of members) expect(compare(a, b).agree).toBe(true);
			}),
		);
	});

	it("finds a largest such set", () => {
		fc.assert(
			fc.property(readings, (list) => {
				const sizes = list.map(
					({ value }) =>
						list.filter((other) => other.value >= value && other.value <= value + 10).length,
				);
				expect(agreement(list, compare)?.members).toHaveLength(Math.max(...sizes));
			}),
		);
	});

	it("gives the same set and the same canonical output in any order of arrival", () => {
		const shuffled = readings.chain((list) =>
			fc.tuple(
				fc.constant(list),
				fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
			),
		);
		const outcome = (list: readonly Reading[]) => {
			const found = agreement(list, compare);
			return {
				members: found?.members.map((i) => list[i]?.key).sort(),
				canonical: list[found?.canonical ?? -1]?.key,
			};
		};
		fc.assert(
			fc.property(shuffled, ([list, other]) => {
				expect(outcome(other)).toEqual(outcome(list));
			}),
		);
	});

	it("chooses the member nearest to the others", () => {
		const list = [reading(0), reading(4), reading(10), reading(90)];
		expect(agreement(list, compare)).toEqual({ members: [0, 1, 2], canonical: 1 });
	});

	it("prefers the tighter of two sets of one size", () => {
		const list = [reading(0), reading(9), reading(50), reading(51)];
		expect(agreement(list, compare)?.members).toEqual([2, 3]);
	});

	it("outvotes a liar", () => {
		const list = [reading(70), reading(10), reading(11)];
		expect(agreement(list, compare)?.members).toEqual([1, 2]);
	});

	it("takes equal keys for equal outputs without comparing them", () => {
		const never = () => expect.fail("compared");
		expect(agreement([reading(10), reading(10)], never)?.members).toEqual([0, 1]);
	});
});
