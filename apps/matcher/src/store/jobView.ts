import { type JobId, JobView } from "@tabgrid/protocol";
import type { ChainEventKind } from "./chainEvent.ts";
import type { Queries } from "./db.ts";
import { type JobRow, jobColumns, specOf, summaryOf, trustOf } from "./jobRows.ts";

/** The escrow's own names of its events. */
const eventNames: Record<ChainEventKind, string> = {
	posted: "JobPosted",
	toppedUp: "JobToppedUp",
	redeemed: "VoucherRedeemed",
	settled: "JobSettled",
	cancelRequested: "CancelRequested",
	cancelled: "JobCancelled",
	expired: "JobExpired",
};

type ReplicaRow = JobView["replicas"] & {
	readonly webgpu: number;
	readonly wasm: number;
	readonly providers: number;
};

/**
 * A job's replicas by state. Verdicts are counted by the job itself and what isn't decided is little,
 * so this costs the same for a job of 100,000 shards as for a small one.
 */
const replicaCounts = `select
	(select count(*)::integer from replicas where job = $1 and state = 'leased') as leased,
	(select count(*)::integer from replicas where job = $1 and state = 'submitted') as submitted,
	(select count(*)::integer from replicas where job = $1 and state = 'errored') as errored,
	(select count(*)::integer from replicas where job = $1 and state = 'expired') as expired,
	(select count(*)::integer from replicas where job = $1 and state = 'aborted') as aborted,
	(select count(*)::integer from job_providers where job = $1) as providers,
	agreed, disagreed, agreed_webgpu as webgpu, agreed_wasm as wasm
	from jobs where id = $1`;

/** A job as its page shows it; null for an unknown one. */
export async function jobView(db: Queries, jobId: JobId): Promise<JobView | null> {
	const [row] = await db.query<JobRow>(`select ${jobColumns} from jobs j where j.job_id = $1`, [
		jobId,
	]);
	if (row === undefined) return null;
	const [replicas] = await db.query<ReplicaRow>(replicaCounts, [row.id]);
	const txs = await db.query<{ kind: ChainEventKind; tx_hash: string; at: number }>(
		`select kind, tx_hash, at from chain_events where job_id = $1
		 order by block_number, log_index`,
		[jobId],
	);
	const spec = specOf(row);
	const { webgpu = 0, wasm = 0, providers = 0, ...counts } = replicas ?? {};
	return JobView.parse({
		...summaryOf(row, spec),
		spec,
		specHash: row.spec_hash,
		replicas: counts,
		providers,
		backends: { webgpu, wasm },
		redeemed: row.redeemed,
		txs: txs.map(({ kind, tx_hash, at }) => ({ event: eventNames[kind], hash: tx_hash, at })),
		resultRoot: row.result_root,
		artifact: row.artifact === null ? null : JSON.parse(row.artifact),
		reason: row.reason,
		trust: trustOf(row),
	});
}
