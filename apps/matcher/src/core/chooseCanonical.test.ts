import { Digest, ReplicaId } from "@tabgrid/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidates, chooseCanonical } from "./chooseCanonical.ts";
import { judge, type PairComparison } from "./judge.ts";
import { weigh } from "./trust/weigh.ts";

/** Numbers that agree when they differ by at most 1; each supports a group alike. */
const numbers = (values: readonly number[]): Candidates => {
	const distance = (a: number, b: number) => Math.abs((values[a] ?? 0) - (values[b] ?? 0));
	return {
		count: values.length,
		agree: (a, b) => distance(a, b) <= 1,
		distance,
		support: (places) => [places.length],
	};
};
const lists = fc
	.array(
		fc.integer({ min: 0, max: 16 }).map((quarters) => quarters / 4),
		{ maxLength: 7 },
	)
	.map((values) => values.sort((a, b) => a - b));

describe("chooseCanonical", () => {
	it("has nothing to choose from nothing", () => {
		expect(chooseCanonical(numbers([]))).toBeUndefined();
	});

	it("chooses the medoid of the largest group", () => {
		expect(chooseCanonical(numbers([0, 3, 3.5, 3.75]))).toEqual({ canonical: 2, group: [1, 2, 3] });
	});

	it("takes the one in the middle of a chain, though its ends don't agree", () => {
		const chosen = chooseCanonical(numbers([0, 1, 2]));
		expect(chosen?.canonical).toBe(1);
		expect(chosen?.group).toHaveLength(2);
	});

	it("prefers a group that agrees with each other to a middle whose neighbours don't", () => {
		// 0 agrees with four that disagree with each other; 5, 6 and 7 all agree.
		const friends = new Set(["0 1", "0 2", "0 3", "0 4", "5 6", "5 7", "6 7"]);
		const chosen = chooseCanonical({
			count: 8,
			agree: (a, b) => friends.has(`${Math.min(a, b)} ${Math.max(a, b)}`),
			distance: () => 1,
			support: (places) => [places.length],
		});
		expect(chosen).toEqual({ canonical: 5, group: [5, 6, 7] });
	});

	it("chooses a member of a group in which every two agree, and no larger group exists", () => {
		fc.assert(
			fc.property(lists, (values) => {
				const candidates = numbers(values);
				const chosen = chooseCanonical(candidates);
				const group = chosen?.group ?? [];
				expect(group.includes(chosen?.canonical ?? -1)).toBe(values.length > 0);
				for (const a of group) for (const b of group) expect(candidates.agree(a, b)).toBe(true);
				// In one dimension the largest group is the fullest window of length 1.
				const fullest = values.map(
					(low) => values.filter((value) => value >= low && value <= low + 1).length,
				);
				expect(group).toHaveLength(Math.max(0, ...fullest));
			}),
		);
	});

	it("is the rule of the quorum and of trust: with equal owners both name the same result", () => {
		const idOf = (place: number) =>
			ReplicaId.parse(`00000000-0000-4000-8000-${place.toString(16).padStart(12, "0")}`);
		fc.assert(
			fc.property(
				lists.filter((values) => values.length > 0 && new Set(values).size === values.length),
				(values) => {
					const { agree, distance } = numbers(values);
					const replicas = values.map((_, place) => ({
						replicaId: idOf(place),
						digest: Digest.parse(place.toString(16).padStart(64, "0")),
						providerId: `key ${place}`,
						wallet: null,
					}));
					const comparisons = values.flatMap((_, a) =>
						values.slice(a + 1).map((_, more): PairComparison => {
							const b = a + 1 + more;
							return { a: idOf(a), b: idOf(b), agree: agree(a, b), distance: distance(a, b) };
						}),
					);
					const judged = judge({ quorum: 1, maxReplicas: 10 }, replicas, comparisons);
					const results = values.map((_, origin) => ({ origin, odds: 4, established: true }));
					const weighed = weigh(results, agree, distance);
					expect(judged).toMatchObject({ kind: "verified", canonical: idOf(weighed.canonical) });
					const agreed =
						judged.kind === "verified" &&
						judged.verdicts.filter(({ state }) => state === "agreed").length;
					expect(weighed.supporters).toBe(agreed);
				},
			),
		);
	});
});
