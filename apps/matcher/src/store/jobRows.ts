import { type JobId, JobSpec, type JobState, type JobSummary } from "@tabgrid/protocol";

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
}

/** The select list of a {@link JobRow}, from `jobs j`. Counts only what is in work: the rest is kept. */
export const jobColumns = `j.id, j.job_id, j.spec_hash, j.spec, j.state, j.reason, j.shard_total,
	j.created_at, j.posted_at, j.finished_at, j.verified, j.failed,
	(select count(*)::integer from shards s where s.job = j.id and s.state = 'running') as running,
	(select count(*)::integer from shards s where s.job = j.id and s.state = 'disputed') as disputed,
	j.earned::text as earned, j.budget::text as budget, j.redeemed::text as redeemed,
	j.refunded::text as refunded, j.result_root, j.artifact`;

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
