import type { JudgedShard } from "./planVerdicts.ts";
import type { Standing } from "./standings.ts";
import type { JobCounts, NewVerdict, TrustedPlan } from "./trustedPlan.ts";
import type { TrustedJob, TrustedReplica } from "./trustedShards.ts";

/**
 * Counts what changes with a shard's verdicts: in its job's counts, its providers' standings and the plan.
 * @returns what their providers are told; nothing is earned before the job settles.
 */
export function tallyVerdicts(
	verdicts: readonly NewVerdict[],
	job: Pick<TrustedJob, "price">,
	counts: JobCounts,
	plan: Pick<TrustedPlan, "verdicts">,
	standingOf: (replica: TrustedReplica) => Standing,
): JudgedShard["verdicts"] {
	const price = BigInt(job.price);
	const told: JudgedShard["verdicts"][number][] = [];
	for (const verdict of verdicts) {
		const { replica, state } = verdict;
		if (state === replica.state && verdict.checked === replica.checked) continue;
		plan.verdicts.push(verdict);
		if (state === replica.state) continue;
		const { added, providerId } = standingOf(replica);
		if (replica.state === "agreed") {
			added.agreed -= 1;
			added.pending -= price;
			counts.agreed -= 1;
			counts[replica.backend] -= 1;
		}
		if (replica.state === "disagreed") {
			added.disagreed -= 1;
			counts.disagreed -= 1;
		}
		if (state === "agreed") {
			added.agreed += 1;
			added.pending += price;
			counts.agreed += 1;
			counts[replica.backend] += 1;
		} else {
			added.disagreed += 1;
			counts.disagreed += 1;
		}
		const { replica_id: replicaId } = replica;
		const pending = state === "agreed" ? price : 0n;
		told.push({ replicaId, providerId, state, earned: 0n, pending });
	}
	return told;
}
