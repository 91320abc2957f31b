import type { ReplicaId, ShardState } from "@tabgrid/protocol";
import type { JudgedReplica, Judgement, ReplicaVerdict } from "./judge.ts";
import { countOwners } from "./owners.ts";
import { payableReplicas } from "./payment.ts";
import { isExhausted, targetAfterDispute } from "./replicasWanted.ts";

/** A shard as it stands when its judgement arrives; it may have moved on since it was looked at. */
export interface ShardBeforeVerdict {
	readonly state: ShardState;
	readonly quorum: number;
	readonly maxReplicas: number;
	/** Replicas leased, submitted, agreed or disagreed. */
	readonly live: number;
	/** Replicas that errored, expired or were abandoned. */
	readonly failures: number;
	readonly maxFailures: number;
	readonly canonical: ReplicaId | null;
	/** Its undecided submissions now. */
	readonly submitted: readonly JudgedReplica[];
	/** Replicas of it that are credited already. */
	readonly paid: number;
}

/** What a judgement does to its shard. */
export type VerdictEffect =
	/** Nothing: it was judged before, or submissions changed in a way that asks for another look. */
	| { readonly kind: "none" }
	| {
			readonly kind: "verdicts";
			/** Set when the shard becomes verified by it. */
			readonly canonical: ReplicaId | null;
			readonly verdicts: readonly ReplicaVerdict[];
			/** Which of the agreed replicas are paid. */
			readonly paid: ReadonlySet<ReplicaId>;
	  }
	| { readonly kind: "disputed"; readonly target: number }
	| { readonly kind: "failed"; readonly reason: string };

function verdictsEffect(
	shard: ShardBeforeVerdict,
	canonical: ReplicaId | null,
	verdicts: readonly ReplicaVerdict[],
): VerdictEffect {
	const agreed = verdicts.filter(({ state }) => state === "agreed");
	const payable = payableReplicas(agreed.length, shard.paid, shard.maxReplicas);
	const paid = new Set(agreed.slice(0, payable).map(({ replicaId }) => replicaId));
	return { kind: "verdicts", canonical, verdicts, paid };
}

/**
 * Applies a judgement to the shard as it stands now. Verdicts fall only on replicas that are still
 * without one, so the same judgement again changes nothing; a shard becomes verified only when those
 * that agreed have a quorum of distinct owners, whatever the judgement says.
 * @param considered the replicas that were looked at.
 */
export function applyJudgement(
	shard: ShardBeforeVerdict,
	judgement: Judgement,
	considered: ReadonlySet<ReplicaId>,
): VerdictEffect {
	if (shard.state === "failed") return { kind: "none" };
	const open = new Map(shard.submitted.map((replica) => [replica.replicaId, replica]));
	if (judgement.kind === "disputed") {
		const unseen = shard.submitted.some(({ replicaId }) => !considered.has(replicaId));
		if (shard.state === "verified" || unseen || open.size === 0) return { kind: "none" };
		const target = targetAfterDispute(open.size, judgement.more, shard.maxReplicas);
		const progress = { ...shard, maxLive: shard.maxReplicas, submitted: open.size };
		if (target !== null && !isExhausted({ ...progress, target })) {
			return { kind: "disputed", target };
		}
		const reason = `${open.size} providers computed it and fewer than ${shard.quorum} of them agree.`;
		return { kind: "failed", reason };
	}
	const verdicts = judgement.verdicts.filter(
		({ replicaId }) => open.has(replicaId) && considered.has(replicaId),
	);
	if (verdicts.length === 0) return { kind: "none" };
	if (shard.state === "verified") {
		if (judgement.canonical !== shard.canonical) return { kind: "none" };
		return verdictsEffect(shard, null, verdicts);
	}
	const agreed = verdicts.flatMap(({ replicaId, state }) => {
		const replica = open.get(replicaId);
		return state === "agreed" && replica !== undefined ? [replica] : [];
	});
	const valid = agreed.some(({ replicaId }) => replicaId === judgement.canonical);
	if (!valid || countOwners(agreed) < shard.quorum) return { kind: "none" };
	return verdictsEffect(shard, judgement.canonical, verdicts);
}
