import { goodHalfLifeMs } from "../../core/trust/trustRecord.ts";
import type { Queries } from "../db.ts";

/** What must hold at any time, each as a query that finds violations. */
const invariants: Readonly<Record<string, string>> = {
	"a replica is credited once if it agreed, and not otherwise": `
		select r.replica_id from replicas r left join credits c on c.replica_id = r.replica_id
		join jobs j on j.id = r.job
		where (r.state = 'agreed' and (j.trust is null or j.credited)) <> (c.replica_id is not null)`,
	"a credit is the job's price": `
		select c.replica_id from credits c join jobs j on j.id = c.job where c.amount <> j.price`,
	"a job's earnings are its credits, and within the worst case": `
		select j.id from jobs j left join credits c on c.job = j.id
		group by j.id
		having j.earned <> coalesce(sum(c.amount), 0) or j.earned > j.shard_total * j.max_replicas * j.price`,
	"a shard pays for no more than maxReplicas": `
		select s.job from shards s join credits c on c.job = s.job and c.idx = s.idx
		group by s.job, s.idx having count(*) > s.max_live`,
	"vouchers and unlinked credits are the credits": `
		select v.job from vouchers v left join credits c on c.job = v.job and c.wallet = v.wallet
		group by v.job, v.wallet having v.amount <> coalesce(sum(c.amount), 0)
		union all
		select c.job from credits c left join vouchers v on v.job = c.job and v.wallet = c.wallet
		where c.wallet is not null and v.job is null`,
	"a shard's counts are those of its replicas": `
		select s.job, s.idx from shards s left join replicas r on r.job = s.job and r.idx = s.idx
		group by s.job, s.idx
		having s.live <> count(*) filter (where r.state in ('leased', 'submitted', 'agreed', 'disagreed'))
			or s.submitted <> count(*) filter (where r.state = 'submitted')`,
	"a shard is live once for each session key and each wallet": `
		select job from replicas where state in ('leased', 'submitted', 'agreed', 'disagreed')
		group by job, idx, provider having count(*) > 1
		union all
		select job from replicas
		where state in ('leased', 'submitted', 'agreed', 'disagreed') and wallet is not null
		group by job, idx, wallet having count(*) > 1`,
	"a verified shard has a quorum of session keys, unless by trust, and its canonical replica's digest": `
		select s.job, s.idx from shards s
		left join replicas r on r.job = s.job and r.idx = s.idx and r.state = 'agreed'
		join jobs j on j.id = s.job
		where s.state = 'verified'
		group by s.job, s.idx, j.trust
		having (j.trust is null and count(distinct r.provider) < s.quorum)
			or count(*) filter (where r.replica_id = s.canonical_replica and r.digest = s.canonical_digest) <> 1`,
	"nothing has agreed in a shard that isn't verified": `
		select r.replica_id from replicas r join shards s on s.job = r.job and s.idx = r.idx
		where r.state = 'agreed' and s.state <> 'verified' and not (s.state = 'disputed' and s.reopened > 0)`,
	"a job's counts are those of its shards": `
		select j.id from jobs j join shards s on s.job = j.id
		group by j.id
		having j.verified <> count(*) filter (where s.state = 'verified')
			or j.failed <> count(*) filter (where s.state = 'failed')`,
	"a job's counts of verdicts are those of its replicas": `
		select j.id from jobs j left join replicas r on r.job = j.id
		group by j.id
		having j.agreed <> count(*) filter (where r.state = 'agreed')
			or j.disagreed <> count(*) filter (where r.state = 'disagreed')
			or j.agreed_webgpu <> count(*) filter (where r.state = 'agreed' and r.backend = 'webgpu')
			or j.agreed_wasm <> count(*) filter (where r.state = 'agreed' and r.backend = 'wasm')
			or (j.trust is null and (select count(*) from job_providers p where p.job = j.id)
				<> count(distinct r.provider) filter (where r.state = 'agreed'))`,
	"a job's shards that stand on one result are counted, and have one that agreed": `
		select j.id from jobs j join shards s on s.job = j.id
		group by j.id having j.alone <> count(*) filter (where s.alone)
		union all
		select s.job from shards s left join replicas r on r.job = s.job and r.idx = s.idx and r.state = 'agreed'
		where s.alone group by s.job, s.idx, s.state having count(r.replica_id) <> 1 or s.state <> 'verified'`,
	"a provider's pending money is that of its agreed replicas in jobs that aren't credited": `
		select p.id from providers p
		left join replicas r on r.provider = p.id and r.state = 'agreed'
		left join jobs j on j.id = r.job and j.trust is not null and not j.credited
		group by p.id having p.pending <> coalesce(sum(j.price), 0)`,
	"a job with a trust policy that has ended is credited": `
		select id from jobs
		where trust is not null and started_at is not null and not credited
			and state not in ('draft', 'funded', 'running')`,
	"every replica has its shard and its provider, every credit its replica": `
		select r.replica_id from replicas r
		left join shards s on s.job = r.job and s.idx = r.idx left join providers p on p.id = r.provider
		where s.job is null or p.id is null
		union all
		select c.replica_id from credits c
		left join replicas r on r.replica_id = c.replica_id and r.job = c.job and r.idx = c.idx and r.provider = c.provider
		where r.replica_id is null`,
	"a provider's totals are those of its replicas and credits": `
		select p.id from providers p
		left join replicas r on r.provider = p.id
		left join credits c on c.replica_id = r.replica_id
		group by p.id
		having p.submitted <> count(r.submitted_at)
			or p.agreed <> count(*) filter (where r.state = 'agreed')
			or p.disagreed <> count(*) filter (where r.state = 'disagreed')
			or p.errored <> count(*) filter (where r.state = 'errored')
			or p.expired <> count(*) filter (where r.state = 'expired')
			or p.earned <> coalesce(sum(c.amount), 0)
			or p.unlinked <> coalesce(sum(c.amount) filter (where c.wallet is null), 0)`,
	"an undecided shard of a running job can go on": `
		select s.job, s.idx from shards s join jobs j on j.id = s.job and j.state = 'running'
		where s.state in ('pending', 'running', 'disputed')
			and s.wanted = 0 and s.live = s.submitted and not s.to_judge
			and (j.trust is null or s.live = 0)`,
	"a shard is attempted at most 3 × maxReplicas + 4 times, unused leases aside": `
		select r.job from replicas r join shards s on s.job = r.job and s.idx = r.idx
		where r.state <> 'aborted'
		group by r.job, r.idx, s.max_live having count(*) > 3 * s.max_live + 4`,
	"nobody has passed more checks on a model than in all": `
		select m.provider from provider_models m join providers p on p.id = m.provider
		where m.good * power(2, (m.at - p.trust_at)::double precision / ${goodHalfLifeMs}) > p.good + 1e-6`,
	"a job that isn't running has nothing leased": `
		select r.replica_id from replicas r join jobs j on j.id = r.job
		where r.state = 'leased' and j.state <> 'running'`,
};

/** Names the invariants that don't hold, with what violates them; empty when all is well. */
export async function violations(db: Queries): Promise<Record<string, unknown>> {
	const found: Record<string, unknown> = {};
	for (const [name, sql] of Object.entries(invariants)) {
		const rows = await db.query(sql);
		if (rows.length > 0) found[name] = rows;
	}
	return found;
}
