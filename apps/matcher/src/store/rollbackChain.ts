import type { JobId, JobState } from "@tabgrid/protocol";
import { stateAfterRollback } from "../core/settlement.ts";
import type { Db, Queries } from "./db.ts";
import { deriveFromChain } from "./deriveFromChain.ts";
import { deriveStakes, type StakePlace } from "./deriveStakes.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

export interface ChainRollback {
	/** Jobs that lost events. */
	readonly jobs: readonly JobId[];
	/** Leases of jobs that are no longer paid for. */
	readonly revoked: readonly RevokedReplica[];
}

interface JobRow {
	readonly id: number;
	readonly job_id: JobId;
	readonly state: JobState;
	readonly started: boolean;
	readonly escrow_state: string;
}

const closedStates: ReadonlySet<string> = new Set(["settled", "cancelled", "expired"]);

/** Stakes as the events that are left have them; answers the jobs for which burnings are undone. */
async function rollbackStakes(tx: Queries, fromBlock: bigint, now: number): Promise<JobId[]> {
	const lost = await tx.query<StakePlace & { job_id: JobId | null; idx: number | null }>(
		`delete from stake_events where block_number >= $1
		 returning provider_id as "providerId", owner, job_id, idx`,
		[fromBlock.toString()],
	);
	await deriveStakes(tx, lost);
	const undone = await tx.query<{ id: number; job_id: JobId; idx: number }>(
		`select j.id, j.job_id, u.idx from json_to_recordset($1::json) as u (job_id text, idx integer)
		 join jobs j on j.job_id = u.job_id order by j.id, u.idx`,
		[JSON.stringify(lost.filter(({ job_id }) => job_id !== null))],
	);
	await logJobEvents(
		tx,
		undone.map(({ id, idx }) => ({
			job: id,
			kind: "rollback",
			message: `The chain was reorganised; the burning of a stake for shard ${idx} is undone.`,
		})),
		now,
	);
	return undone.map(({ job_id }) => job_id);
}

/**
 * A reorganisation: events from `fromBlock` on never happened, nor did the cursor stand there. Money
 * columns and stakes are derived anew from the events that are left, and jobs go back to the state that these
 * support (core/settlement.stateAfterRollback). Verdicts and credits stay: work that was done was
 * done, and a job that is mined anew goes on where it was.
 */
export async function rollbackChain(
	db: Db,
	fromBlock: bigint,
	now: number,
): Promise<ChainRollback> {
	return db.transaction(async (tx) => {
		await tx.query("delete from chain_cursor where block_number >= $1", [fromBlock.toString()]);
		const lost = await tx.query<{ job_id: JobId }>(
			"delete from chain_events where block_number >= $1 returning job_id",
			[fromBlock.toString()],
		);
		const unburned = await rollbackStakes(tx, fromBlock, now);
		const jobIds = [...new Set(lost.map(({ job_id }) => job_id))];
		const batch = JSON.stringify(jobIds);
		await tx.query(
			`select 1 from jobs where job_id in (select json_array_elements_text($1::json))
			 order by id for update`,
			[batch],
		);
		await deriveFromChain(tx, jobIds);
		const jobs = await tx.query<JobRow>(
			`select id, job_id, state, started_at is not null as started, escrow_state from jobs
			 where job_id in (select json_array_elements_text($1::json))`,
			[batch],
		);
		const changed = jobs.flatMap((job) => {
			const state = stateAfterRollback({
				state: job.state,
				started: job.started,
				posted: job.escrow_state !== "none",
				closed: closedStates.has(job.escrow_state),
			});
			return state === job.state ? [] : [{ id: job.id, state }];
		});
		await tx.query(
			`update jobs j set state = c.state, finished_at = null,
			 	stopped_at = case when c.state = 'draft' then null else j.stopped_at end,
			 	reason = case when c.state = 'draft' then null else j.reason end
			 from json_to_recordset($1::json) as c (id integer, state text) where j.id = c.id`,
			[JSON.stringify(changed)],
		);
		const drafts = changed.filter(({ state }) => state === "draft").map(({ id }) => id);
		const revoked = await stopWork(tx, drafts, "keepSubmissions", now);
		await logJobEvents(
			tx,
			changed.map(({ id, state }) => ({
				job: id,
				kind: "rollback",
				message: `The chain was reorganised; the job is ${state} again.`,
			})),
			now,
		);
		return { jobs: [...new Set([...jobIds, ...unburned])], revoked };
	});
}
