import type { Queries } from "./db.ts";

/** A line of a job's log, as its page shows it. */
export interface NewJobEvent {
	/** The job's row id. */
	readonly job: number;
	readonly kind: string;
	/** A sentence for a person. */
	readonly message: string;
}

/** Appends lines to jobs' logs, in the caller's transaction. */
export async function logJobEvents(
	tx: Queries,
	events: readonly NewJobEvent[],
	now: number,
): Promise<void> {
	if (events.length === 0) return;
	await tx.query(
		`insert into job_events (job, at, kind, message)
		 select e.job, $2, e.kind, e.message
		 from json_to_recordset($1::json) as e (job integer, kind text, message text)`,
		[JSON.stringify(events), now],
	);
}
