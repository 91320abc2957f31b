import type { JobId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A line of a job's log. */
export interface JobEvent {
	readonly id: number;
	/** Epoch ms. */
	readonly at: number;
	readonly kind: string;
	/** A sentence for a person. */
	readonly message: string;
}

/** A job's log in order, from after the line `after` on; 200 lines unless told. */
export async function jobEvents(
	db: Queries,
	jobId: JobId,
	options: { readonly after?: number; readonly limit?: number } = {},
): Promise<JobEvent[]> {
	return db.query<JobEvent>(
		`select e.id, e.at, e.kind, e.message from job_events e join jobs j on j.id = e.job
		 where j.job_id = $1 and e.id > $2 order by e.id limit $3`,
		[jobId, options.after ?? 0, options.limit ?? 200],
	);
}
