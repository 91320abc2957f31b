import type { Address, Digest, JobId, ProviderId, SessionKey, ShardIndex } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A refuted result that a stake answers for. */
export interface LieToBurn {
	readonly jobId: JobId;
	readonly shardIndex: ShardIndex;
	readonly providerId: ProviderId;
	readonly sessionKey: SessionKey;
	/** Of the outputs that the provider attested, and its signature: r ‖ s in hex. */
	readonly digest: Digest;
	readonly signature: string;
	/** Who has the most at stake for the provider. */
	readonly owner: Address;
	/** The root that its job was settled with. */
	readonly resultRoot: string;
}

/** Far more than are burned in a round. */
const atMost = 1_000;

/**
 * Results of jobs with a trust policy that were settled before `settledBefore` (epoch ms), found wrong,
 * whose provider has something at stake and for which nothing was burned yet; those of one job together.
 *
 * Only what the grid is sure of: two results at least agree against it, in a shard that was not decided
 * for want of others (cornered). Never what was forgiven, by the provider's backend family being
 * quarantined for the model, nor what was settled before the stake was made.
 */
export async function liesToBurn(db: Queries, settledBefore: number): Promise<LieToBurn[]> {
	return db.query<LieToBurn>(
		`select distinct on (j.id, r.idx, p.id)
		 	j.job_id as "jobId", r.idx as "shardIndex", p.provider_id as "providerId",
		 	p.session_key as "sessionKey", r.digest, r.signature, k.owner, j.result_root as "resultRoot"
		 from stakes k
		 join providers p on p.provider_id = k.provider_id
		 join replicas r on r.provider = p.id and r.state = 'disagreed' and r.checked = 'failed'
		 join jobs j on j.id = r.job and j.escrow_state = 'settled' and j.operator_ours and j.credited
		 	and j.result_root is not null and j.finished_at <= $1
		 join shards s on s.job = r.job and s.idx = r.idx and s.state = 'verified' and not s.cornered
		 where k.amount > 0
		 	and k.since_block < (
		 		select max(e.block_number) from chain_events e where e.job_id = j.job_id and e.kind = 'settled'
		 	)
		 	and (
		 		select count(*) from replicas a where a.job = r.job and a.idx = r.idx and a.state = 'agreed'
		 	) > 1
		 	and not exists (
		 		select 1 from family_results f
		 		join family_quarantines q on q.model = f.model and q.family = f.family
		 		where f.provider = r.provider and f.model = j.model and f.wrong
		 	)
		 	and not exists (
		 		select 1 from stake_events b
		 		where b.provider_id = p.provider_id and b.kind = 'burned' and b.job_id = j.job_id and b.idx = r.idx
		 	)
		 order by j.id, r.idx, p.id, k.amount desc, k.owner
		 limit $2`,
		[settledBefore, atMost],
	);
}
