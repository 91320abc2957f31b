import {
	type JobId,
	type JobList,
	type JobQuery,
	type JobState,
	TabgridError,
} from "@tabgrid/protocol";
import type { z } from "zod";
import type { Queries } from "./db.ts";
import { type JobRow, jobColumns, specOf, summaryOf } from "./jobRows.ts";

/** A place in the list: the creation time and row id of the last job shown. */
function readCursor(cursor: string): [number, number] {
	const match = /^(\d{1,15})-(\d{1,9})$/.exec(cursor);
	if (match === null) throw new TabgridError("BAD_REQUEST", "cursor: not one of this list's.");
	return [Number(match[1]), Number(match[2])];
}

/** Jobs, newest first, a page at a time; those of a client, in a state, or that a search finds. */
export async function jobList(db: Queries, query: z.infer<typeof JobQuery>): Promise<JobList> {
	const [createdAt, id] = query.cursor === undefined ? [null, null] : readCursor(query.cursor);
	const search = query.q?.trim().toLowerCase() || null;
	const rows = await db.query<JobRow>(
		`select ${jobColumns} from jobs j
		 where ($1::text is null or j.client = $1)
		 	and ($2::text is null or j.state = $2)
		 	and ($3::bigint is null or (j.created_at, j.id) < ($3::bigint, $4::integer))
		 	and ($6::text is null or position($6 in j.search_title) > 0 or j.kernel = $6
		 		or starts_with(j.job_id, $6) or starts_with(j.client, $6))
		 order by j.created_at desc, j.id desc limit $5`,
		[query.client ?? null, query.state ?? null, createdAt, id, query.limit + 1, search],
	);
	const shown = rows.slice(0, query.limit);
	const last = shown.at(-1);
	return {
		jobs: shown.map((row) => summaryOf(row, specOf(row))),
		next: rows.length > shown.length && last ? `${last.created_at}-${last.id}` : null,
	};
}

/** Ids of the jobs in a state, oldest first. */
export async function jobsInState(db: Queries, state: JobState): Promise<JobId[]> {
	const rows = await db.query<{ job_id: JobId }>(
		"select job_id from jobs where state = $1 order by id",
		[state],
	);
	return rows.map(({ job_id }) => job_id);
}
