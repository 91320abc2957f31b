import type { Digest, Policy, ReplicaId } from "@tabgrid/protocol";
import { chooseCanonical } from "./chooseCanonical.ts";
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

/** More than any policy's maxReplicas. */
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
 * a quorum of distinct owners. {@link chooseCanonical} has the rule by which a result stands for the
 * shard, with owners, then members, as what supports a group; every submission that agrees with that
 * result has agreed. Late results are judged by the same rule. The answer doesn't depend on the order
 * of the submissions.
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
	const of = (places: readonly number[]) => places.flatMap((place) => replicas[place] ?? []);
	const between = (a: number, b: number) => {
		const [x, y] = [replicas[a], replicas[b]];
		return x && y ? compare(x, y) : { agree: false, distance: Infinity };
	};
	const chosen = chooseCanonical({
		count: replicas.length,
		agree: (a, b) => between(a, b).agree,
		distance: (a, b) => between(a, b).distance,
		support: (places) => [countOwners(of(places)), places.length],
	});
	const owners = countOwners(of(chosen?.group ?? []));
	const canonical = chosen && replicas[chosen.canonical];
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
