import type { Digest, JobId, ProviderId, TrustPolicy } from "@tabgrid/protocol";
import { maturesAt } from "../core/trust/maturesAt.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";
import { creditJobs } from "./creditJobs.ts";
import type { Db, Queries } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";
import { lightShards, openShards } from "./openAgain.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

/** A job with a trust policy whose shards were all decided. */
export interface ClosedJob {
	readonly jobId: JobId;
	/** Shards that are checked once more; 0 for a job that is settling now. */
	readonly checks: number;
	readonly revoked: readonly RevokedReplica[];
	/** Providers that were paid. */
	readonly paid: readonly ProviderId[];
}

interface DueJob {
	readonly id: number;
	readonly job_id: JobId;
	readonly trust: TrustPolicy;
	readonly model: Digest;
	readonly matures_at: number | null;
	readonly started_at: number;
	readonly deadline_at: number;
	readonly alone: number;
	readonly verified: number;
	readonly failed: number;
}

/** Running jobs whose shards are all decided and that may be mature, locked when `lock` says so. */
const due = (lock: boolean) => `
	select j.id, j.job_id, j.trust, j.model, j.matures_at, j.started_at, j.deadline_at, j.alone, j.verified, j.failed
	from jobs j
	where j.state = 'running' and j.trust is not null and not j.credited
		and ($1::integer is null or j.id = $1)
		and (j.matures_at is null or j.matures_at <= $2)
		and (
			select s.state from shards s
			where s.job = j.id and s.state in ('pending', 'running', 'disputed')
			order by s.job, s.state limit 1
		) is null
		and not exists (select 1 from replicas r where r.job = j.id and r.state = 'submitted')
	order by j.id ${lock ? "for update of j" : ""}`;

/**
 * Settles jobs with a trust policy whose shards are all decided: once they are mature each shard is
 * weighed again with what is known by then. Those that aren't sure enough are checked by one more
 * provider each; when none is left, the job is settling, and its agreed replicas are paid.
 * @param maturityMs how long results that stand alone mature at most; the policy's time where undefined.
 */
export async function closeTrusted(
	db: Db,
	now: number,
	maturityMs?: number,
): Promise<readonly ClosedJob[]> {
	const closed: ClosedJob[] = [];
	for (const { id } of await db.query<DueJob>(due(false), [null, now])) {
		const job = await db.transaction((tx) => closeOne(tx, id, now, maturityMs));
		if (job !== null) closed.push(job);
	}
	return closed;
}

async function closeOne(
	tx: Queries,
	id: number,
	now: number,
	maturityMs: number | undefined,
): Promise<ClosedJob | null> {
	const [job] = await tx.query<DueJob>(due(true), [id, now]);
	if (job === undefined) return null;
	const [caught] = await tx.query(
		`select 1 from providers p join job_providers o on o.provider = p.id and o.job = $1
		 where p.look_back limit 1`,
		[id],
	);
	if (caught !== undefined) return null; // lookBack comes first
	if (job.matures_at === null) {
		const at = maturesAt(
			{ alone: job.alone, startedAt: job.started_at, deadlineAt: job.deadline_at },
			maturityMs ?? trustPolicies[job.trust].maturityMs,
			now,
		);
		await tx.query("update jobs set matures_at = $2 where id = $1", [id, at]);
		if (at > now) {
			const alone = job.alone === 1 ? "one of them stands" : `${job.alone} of them stand`;
			const message = `All shards are decided; ${alone} on one result, and the job matures.`;
			await logJobEvents(tx, [{ job: id, kind: "maturing", message }], now);
			return null;
		}
	}
	const { job_id: jobId } = job;
	const light = await lightShards(tx, job, null, now);
	const checks = await openShards(tx, id, light, "lastCheck", now);
	if (checks > 0) {
		const shards = checks === 1 ? "One shard is" : `${checks} shards are`;
		const message = `${shards} checked once more before the job settles.`;
		await logJobEvents(tx, [{ job: id, kind: "lastCheck", message }], now);
		return { jobId, checks, revoked: [], paid: [] };
	}
	await tx.query("update jobs set state = 'settling', stopped_at = $2 where id = $1", [id, now]);
	const revoked = await stopWork(tx, [id], "keepSubmissions", now);
	const paid = await creditJobs(tx, [id], now);
	const message = `All shards are decided: ${job.verified} verified, ${job.failed} failed.`;
	await logJobEvents(tx, [{ job: id, kind: "settling", message }], now);
	return { jobId, checks: 0, revoked, paid };
}
