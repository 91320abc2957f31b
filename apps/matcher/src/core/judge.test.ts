import { Digest, ReplicaId } from "@tabgrid/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JudgedReplica, judge, judgeLate, type PairComparison } from "./judge.ts";
import { countOwners } from "./owners.ts";

const policy = (quorum: number) => ({ quorum, maxReplicas: 10 });
const idOf = (place: number) =>
	ReplicaId.parse(`00000000-0000-4000-8000-${place.toString(16).padStart(12, "0")}`);
const digestOf = (value: number) =>
	Digest.parse(
		Math.round(value * 1000)
			.toString(16)
			.padStart(64, "0"),
	);

interface Sample {
	readonly value: number;
	readonly owner: string;
	readonly wallet: string | null;
}

/** Submissions of numbers that agree when they differ by at most 1, as a tolerance would have it. */
function submissions(samples: readonly Sample[]) {
	const replicas = samples.map(
		({ value, owner, wallet }, place): JudgedReplica => ({
			replicaId: idOf(place),
			digest: digestOf(value),
			providerId: owner,
			wallet,
		}),
	);
	const comparisons = replicas.flatMap((a, i) =>
		replicas.slice(i + 1).map((b, j): PairComparison => {
			const distance = Math.abs((samples[i]?.value ?? 0) - (samples[i + 1 + j]?.value ?? 0));
			return { a: a.replicaId, b: b.replicaId, agree: distance <= 1, distance };
		}),
	);
	return { replicas, comparisons };
}

const judged = (quorum: number, samples: readonly Sample[]) => {
	const { replicas, comparisons } = submissions(samples);
	return judge(policy(quorum), replicas, comparisons);
};
const by = (owner: string, value: number, wallet: string | null = null) => ({
	owner,
	value,
	wallet,
});

const sampleLists = fc.uniqueArray(
	fc.record({
		value: fc.integer({ min: 0, max: 12 }).map((tenths) => tenths / 2),
		owner: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
		wallet: fc.constantFrom(null, "v", "w"),
	}),
	{ maxLength: 7, selector: ({ owner }) => owner },
);
const quorums = fc.integer({ min: 1, max: 5 });

describe("judge", () => {
	it("verifies what a quorum agrees on, and outvotes a liar", () => {
		const verdict = judged(2, [by("a", 5), by("liar", 90), by("b", 5.25)]);
		expect(verdict).toEqual({
			kind: "verified",
			canonical: idOf(0),
			verdicts: [
				{ replicaId: idOf(0), state: "agreed", distance: 0 },
				{ replicaId: idOf(2), state: "agreed", distance: 0.25 },
				{ replicaId: idOf(1), state: "disagreed", distance: 85 },
			],
		});
	});

	it("takes the medoid as canonical: the result nearest to all others", () => {
		const verdict = judged(3, [by("a", 5), by("b", 5.5), by("c", 5.9)]);
		expect(verdict).toMatchObject({ kind: "verified", canonical: idOf(1) });
	});

	it("says how many more owners are needed", () => {
		expect(judged(2, [by("a", 1), by("b", 9)])).toEqual({ kind: "disputed", more: 1 });
		expect(judged(3, [by("a", 1), by("b", 9)])).toEqual({ kind: "disputed", more: 2 });
	});

	it("doesn't count two session keys of one wallet as two", () => {
		const verdict = judged(2, [by("a", 5, "w"), by("b", 5, "w")]);
		expect(verdict).toEqual({ kind: "disputed", more: 1 });
	});

	it("prefers the group with more owners to the larger one", () => {
		const verdict = judged(2, [
			by("a", 1, "w"),
			by("b", 1, "w"),
			by("c", 1, "w"),
			by("d", 9),
			by("e", 9),
		]);
		expect(verdict).toMatchObject({ kind: "verified", canonical: idOf(3) });
	});

	it("has agreed whatever agrees with the canonical result, although tolerances aren't transitive", () => {
		const five = [5, 5.1, 5.2, 5.4, 5.45].map((value, place) => by(`key ${place}`, value));
		const verdict = judged(3, [...five, by("near", 4.3)]);
		expect(verdict).toMatchObject({ kind: "verified", canonical: idOf(2) });
		const states = verdict.kind === "verified" && verdict.verdicts.map(({ state }) => state);
		expect(states).toEqual(new Array(6).fill("agreed"));
	});

	it("has no distance where none can be measured", () => {
		const { replicas } = submissions([by("a", 1), by("b", 1), by("c", 2)]);
		const verdict = judge(policy(2), replicas, []);
		expect(verdict).toMatchObject({
			verdicts: [{ distance: 0 }, { distance: 0 }, { state: "disagreed", distance: null }],
		});
	});

	it("is never met by fewer distinct owners than the quorum", () => {
		fc.assert(
			fc.property(sampleLists, quorums, (samples, quorum) => {
				const { replicas, comparisons } = submissions(samples);
				const verdict = judge(policy(quorum), replicas, comparisons);
				if (verdict.kind === "disputed") {
					expect(verdict.more).toBeGreaterThan(0);
					return;
				}
				const agreed = new Set(
					verdict.verdicts.flatMap((one) => (one.state === "agreed" ? [one.replicaId] : [])),
				);
				const owners = countOwners(replicas.filter(({ replicaId }) => agreed.has(replicaId)));
				expect(owners).toBeGreaterThanOrEqual(quorum);
				expect(agreed.has(verdict.canonical)).toBe(true);
			}),
		);
	});

	it("is never met by one owner, however often it submits", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 7 }),
				fc.integer({ min: 2, max: 5 }),
				(count, quorum) => {
					const samples = Array.from({ length: count }, (_, place) => by(`key ${place}`, 1, "w"));
					expect(judged(quorum, samples)).toEqual({ kind: "disputed", more: quorum - 1 });
				},
			),
		);
	});

	it("doesn't depend on the order of submissions or comparisons", () => {
		const shuffled = sampleLists.chain((samples) => {
			const { replicas, comparisons } = submissions(samples);
			return fc.tuple(
				fc.constant({ replicas, comparisons }),
				fc.shuffledSubarray(replicas, { minLength: replicas.length }),
				fc.shuffledSubarray(comparisons, { minLength: comparisons.length }),
			);
		});
		fc.assert(
			fc.property(shuffled, quorums, ([given, replicas, comparisons], quorum) => {
				expect(judge(policy(quorum), replicas, comparisons)).toEqual(
					judge(policy(quorum), given.replicas, given.comparisons),
				);
			}),
		);
	});

	it("can be settled by as many further honest owners as it asks for", () => {
		fc.assert(
			fc.property(sampleLists, quorums, (samples, quorum) => {
				const verdict = judged(quorum, samples);
				if (verdict.kind === "verified") return;
				// Honest ones say what the most owners said already; with nothing said, anything.
				const outcomes = [...new Set(samples.map(({ value }) => value)), 0].map((value) => {
					const honest = Array.from({ length: verdict.more }, (_, n) => by(`honest ${n}`, value));
					return judged(quorum, [...samples, ...honest]).kind;
				});
				expect(outcomes).toContain("verified");
			}),
		);
	});

	it("refuses more submissions than any policy allows", () => {
		const samples = Array.from({ length: 13 }, (_, place) => by(`${place}`, 1));
		expect(() => judged(2, samples)).toThrow(RangeError);
	});
});

describe("judgeLate", () => {
	it("compares with the canonical result alone", () => {
		const { replicas, comparisons } = submissions([by("a", 5), by("b", 5.5), by("c", 9)]);
		const [canonical, ...late] = replicas;
		if (canonical === undefined) throw new Error("There is a first one.");
		expect(judgeLate(canonical, late, comparisons)).toEqual({
			kind: "verified",
			canonical: canonical.replicaId,
			verdicts: [
				{ replicaId: idOf(1), state: "agreed", distance: 0.5 },
				{ replicaId: idOf(2), state: "disagreed", distance: 4 },
			],
		});
	});
});
