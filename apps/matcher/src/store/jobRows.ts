import {
	finalJobStates,
	type JobId,
	JobSpec,
	type JobState,
	type JobSummary,
	type JobTrust,
	type TrustPolicy,
} from "@tabgrid/protocol";

/** What a job's summary is read from. */
export interface JobRow {
	readonly id: number;
	readonly job_id: JobId;
	readonly spec_hash: string;
	readonly spec: string;
	readonly state: JobState;
	readonly reason: string | null;
	readonly shard_total: number;
	readonly created_at: number;
	readonly posted_at: number | null;
	readonly finished_at: number | null;
	readonly verified: number;
	readonly failed: number;
	readonly running: number;
	readonly disputed: number;
	readonly earned: string;
	readonly budget: string;
	readonly redeemed: string;
	readonly refunded: string;
	readonly result_root: string | null;
	readonly artifact: string | null;
	readonly trust: TrustPolicy | null;
	readonly audit_secret: string | null;
	readonly audit_commitment: string | null;
	readonly matures_at: number | null;
	readonly spot_checks: number;
	readonly spot_passed: number;
	readonly spot_failed: number;
	readonly disputes: number;
	readonly looked_back: number;
	readonly last_checks: number;
	readonly alone: number;
	readonly pending: string;
}

/** The select list of a {@link JobRow}, from `jobs j`. Counts only what is in work: the rest is kept. */
export const jobColumns = `j.id, j.job_id, j.spec_hash, j.spec, j.state, j.reason, j.shard_total,
	j.created_at, j.posted_at, j.finished_at, j.verified, j.failed,
	(select count(*)::integer from shards s where s.job = j.id and s.state = 'running') as running,
	(select count(*)::integer from shards s where s.job = j.id and s.state = 'disputed') as disputed,
	j.earned::text as earned, j.budget::text as budget, j.redeemed::text as redeemed,
	j.refunded::text as refunded, j.result_root, j.artifact, j.trust, j.audit_secret,
	j.audit_commitment, j.matures_at, j.spot_checks, j.spot_passed, j.spot_failed, j.disputes,
	j.looked_back, j.last_checks, j.alone,
	(case when j.credited then 0 else j.agreed * j.price end)::text as pending`;

/** The spec that a job was registered with. */
export function specOf(row: Pick<JobRow, "spec">): JobSpec {
	return JobSpec.parse(JSON.parse(row.spec));
}

export function summaryOf(row: JobRow, spec: JobSpec): JobSummary {
	const { running, disputed, verified, failed } = row;
	const pending = row.shard_total - running - disputed - verified - failed;
	return {
		jobId: row.job_id,
		title: spec.title,
		kernel: spec.kernel,
		client: spec.client,
		state: row.state,
		shards: { pending, running, disputed, verified, failed },
		shardTotal: row.shard_total,
		createdAt: row.created_at,
		postedAt: row.posted_at,
		finishedAt: row.finished_at,
		escrowed: row.budget,
		earned: row.earned,
		refunded: row.refunded,
	};
}

/** The schedule of a job's spot checks; its secret is told once no shard is given out any more. */
export function auditOf(
	row: Pick<JobRow, "state" | "audit_secret" | "audit_commitment" | "result_root">,
): JobTrust["audit"] {
	if (row.audit_commitment === null) return null;
	const told = row.result_root !== null || finalJobStates.has(row.state);
	return { commitment: row.audit_commitment, secret: told ? row.audit_secret : null };
}

/** How a job with a trust policy stands; null for others. */
export function trustOf(row: JobRow): JobTrust | null {
	if (row.trust === null) return null;
	return {
		policy: row.trust,
		audit: auditOf(row),
		spotChecks: { made: row.spot_checks, passed: row.spot_passed, failed: row.spot_failed },
		disputes: row.disputes,
		lookedBack: row.looked_back,
		lastChecks: row.last_checks,
		alone: row.alone,
		maturesAt: row.matures_at,
		pending: row.pending,
	};
}
