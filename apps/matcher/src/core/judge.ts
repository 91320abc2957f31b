import type { Digest, Policy, ReplicaId } from "@tabgrid/protocol";
import { countOwners, type Owned } from "./owners.ts";

/** A submission as the judge sees it. */
export interface JudgedReplica extends Owned {
	readonly replicaId: ReplicaId;
	readonly digest: Digest;
}

type Comparable = Pick<JudgedReplica, "replicaId" | "digest">;

/** How two outputs compare, as the job's comparators say; symmetric. */
export interface PairComparison {
	readonly a: ReplicaId;
	readonly b: ReplicaId;
	readonly agree: boolean;
	/** In the comparator's units: 0 for equal values. Not finite where it can't be measured. */
	readonly distance: number;
}

export interface ReplicaVerdict {
	readonly replicaId: ReplicaId;
	readonly state: "agreed" | "disagreed";
	/** Distance from the canonical output in the comparator's units; null when not measurable. */
	readonly distance: number | null;
}

/** What was decided about a shard. */
export type Judgement =
	| {
			readonly kind: "verified";
			readonly canonical: ReplicaId;
			/** For every replica that was looked at; the canonical one has agreed, at distance 0. */
			readonly verdicts: readonly ReplicaVerdict[];
	  }
	/** Not enough agreement: `more` further owners could settle it. */
	| { readonly kind: "disputed"; readonly more: number };

/** More than any policy's maxReplicas; all subsets are looked at. */
const most = 12;

export type Compare = (
	a: Comparable,
	b: Comparable,
) => { readonly agree: boolean; readonly distance: number };

/** Equal digests agree without being compared; what was not compared doesn't agree. */
export function comparing(comparisons: readonly PairComparison[]): Compare {
	const pairs = new Map<string, PairComparison>();
	for (const pair of comparisons) {
		pairs.set(`${pair.a} ${pair.b}`, pair);
		pairs.set(`${pair.b} ${pair.a}`, pair);
	}
	return (a, b) =>
		a.digest === b.digest
			? { agree: true, distance: 0 }
			: (pairs.get(`${a.replicaId} ${b.replicaId}`) ?? { agree: false, distance: Infinity });
}

const inOrder = (a: JudgedReplica, b: JudgedReplica) =>
	a.digest === b.digest ? (a.replicaId < b.replicaId ? -1 : 1) : a.digest < b.digest ? -1 : 1;

/** The group whose members all agree with each other, by most owners, then most members, then order. */
function largestClique(replicas: readonly JudgedReplica[], compare: Compare): JudgedReplica[] {
	let best: JudgedReplica[] = [];
	let bestOwners = 0;
	for (let mask = 1; mask < 1 << replicas.length; mask++) {
		const group = replicas.filter((_, place) => mask & (1 << place));
		if (group.length < bestOwners) continue;
		const agree = group.every((a, place) =>
			group.slice(place + 1).every((b) => compare(a, b).agree),
		);
		if (!agree) continue;
		const owners = countOwners(group);
		if (owners < bestOwners || (owners === bestOwners && group.length <= best.length)) continue;
		best = group;
		bestOwners = owners;
	}
	return best;
}

/** The member nearest to all others; the first in order of the nearest ones. */
function medoid(group: readonly JudgedReplica[], compare: Compare): JudgedReplica | undefined {
	let nearest: JudgedReplica | undefined;
	let least = Infinity;
	for (const member of group) {
		const sum = group.reduce((total, other) => total + compare(member, other).distance, 0);
		if (nearest !== undefined && !(sum < least)) continue;
		nearest = member;
		least = sum;
	}
	return nearest;
}

function verdictsBy(
	canonical: JudgedReplica,
	replicas: readonly JudgedReplica[],
	compare: Compare,
): ReplicaVerdict[] {
	return replicas.map((replica) => {
		const { agree, distance } = compare(canonical, replica);
		return {
			replicaId: replica.replicaId,
			state: agree ? "agreed" : "disagreed",
			distance: Number.isFinite(distance) ? distance : null,
		};
	});
}

/**
 * Judges a shard's undecided submissions. It is verified when a group that agrees with each other has
 * a quorum of distinct owners; its canonical result is the group's medoid, and every submission that
 * agrees with that has agreed. Tolerances aren't transitive, so agreeing with the canonical result,
 * not membership of the group, is the verdict: late results are judged by the same rule. The answer
 * doesn't depend on the order of the submissions.
 *
 * @param comparisons of each pair whose digests differ.
 * @throws RangeError for more submissions than any policy allows.
 */
export function judge(
	policy: Policy,
	submitted: readonly JudgedReplica[],
	comparisons: readonly PairComparison[],
): Judgement {
	if (submitted.length > most) throw new RangeError(`${submitted.length} submissions of a shard.`);
	const compare = comparing(comparisons);
	const replicas = [...submitted].sort(inOrder);
	const clique = largestClique(replicas, compare);
	const canonical = medoid(clique, compare);
	const owners = countOwners(clique);
	if (canonical === undefined || owners < policy.quorum) {
		return { kind: "disputed", more: policy.quorum - owners };
	}
	return {
		kind: "verified",
		canonical: canonical.replicaId,
		verdicts: verdictsBy(canonical, replicas, compare),
	};
}

/** Judges submissions that came after the shard was verified, against its canonical result alone. */
export function judgeLate(
	canonical: Pick<JudgedReplica, "replicaId" | "digest">,
	submitted: readonly JudgedReplica[],
	comparisons: readonly PairComparison[],
): Judgement {
	const standard = { ...canonical, providerId: "", wallet: null };
	const replicas = [...submitted].sort(inOrder);
	return {
		kind: "verified",
		canonical: canonical.replicaId,
		verdicts: verdictsBy(standard, replicas, comparing(comparisons)),
	};
}
