import { type JobId, JobView } from "@tabgrid/protocol";
import { z } from "zod";
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

interface ViewRow extends JobRow {
	/** Replicas by state, with what {@link JobView} tells beside. */
	readonly leased: number;
	readonly submitted: number;
	readonly errored: number;
	readonly expired: number;
	readonly aborted: number;
	readonly agreed: number;
	readonly disagreed: number;
	readonly providers: number;
	readonly webgpu: number;
	readonly wasm: number;
	/** The escrow's events as JSON, oldest first. */
	readonly txs: string;
}

const txs = z.array(
	z.object({ kind: z.custom<ChainEventKind>(isKind), hash: z.string(), at: z.number() }),
);

function isKind(kind: unknown): kind is ChainEventKind {
	return typeof kind === "string" && Object.hasOwn(eventNames, kind);
}

/**
 * A job with its replicas and events, in one statement, so that all of it is of one moment. Verdicts are
 * counted by the job itself and what isn't decided is little, so this costs the same for a job of 100,000
 * shards as for a small one.
 */
const viewOfJob = `select ${jobColumns},
	(select count(*)::integer from replicas r where r.job = j.id and r.state = 'leased') as leased,
	(select count(*)::integer from replicas r where r.job = j.id and r.state = 'submitted') as submitted,
	(select count(*)::integer from replicas r where r.job = j.id and r.state = 'errored') as errored,
	(select count(*)::integer from replicas r where r.job = j.id and r.state = 'expired') as expired,
	(select count(*)::integer from replicas r where r.job = j.id and r.state = 'aborted') as aborted,
	(select count(*)::integer from job_providers p where p.job = j.id) as providers,
	j.agreed, j.disagreed, j.agreed_webgpu as webgpu, j.agreed_wasm as wasm,
	(select coalesce(json_agg(
		json_build_object('kind', e.kind, 'hash', e.tx_hash, 'at', e.at)
		order by e.block_number, e.log_index
	), '[]')::text from chain_events e where e.job_id = j.job_id) as txs
	from jobs j where j.job_id = $1`;

/** A job as its page shows it; null for an unknown one. */
export async function jobView(db: Queries, jobId: JobId): Promise<JobView | null> {
	const [row] = await db.query<ViewRow>(viewOfJob, [jobId]);
	if (row === undefined) return null;
	const spec = specOf(row);
	const { leased, submitted, agreed, disagreed, errored, expired, aborted } = row;
	return JobView.parse({
		...summaryOf(row, spec),
		spec,
		specHash: row.spec_hash,
		replicas: { leased, submitted, agreed, disagreed, errored, expired, aborted },
		providers: row.providers,
		backends: { webgpu: row.webgpu, wasm: row.wasm },
		redeemed: row.redeemed,
		txs: txs
			.parse(JSON.parse(row.txs))
			.map(({ kind, hash, at }) => ({ event: eventNames[kind], hash, at })),
		resultRoot: row.result_root,
		artifact: row.artifact === null ? null : JSON.parse(row.artifact),
		reason: row.reason,
		trust: trustOf(row),
	});
}
