import { type Context, ShardPlan } from "./ShardPlan.ts";
import type { TrustedLook, TrustedPlan } from "./trustedPlan.ts";
import type { TrustedWork } from "./trustedShards.ts";

/** Decides a batch of shards one after the other, each in sight of what those before it taught. */
export function planTrusted(
	looks: readonly TrustedLook[],
	work: TrustedWork,
	context: Context,
): TrustedPlan {
	const plan: TrustedPlan = {
		verdicts: [],
		changes: [],
		failed: [],
		judged: [],
		counts: new Map(),
		checked: [],
		unseen: [],
	};
	const last = new Map(looks.map((look) => [`${look.jobId}/${look.shardIndex}`, look]));
	for (const look of last.values()) {
		const job = work.jobs.get(look.jobId);
		const shard = job && work.shards.get(`${job.id}/${look.shardIndex}`);
		if (job?.state !== "running" || job.credited || !shard || shard.state === "failed") continue;
		const seen = new Set(look.considered);
		if (shard.results.some(({ replica_id }) => !seen.has(replica_id))) {
			plan.unseen.push({ job: job.id, idx: shard.idx });
			continue;
		}
		new ShardPlan(plan, work, job, shard, look, context).decide();
	}
	return plan;
}
