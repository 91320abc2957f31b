import type { JobId, JobState } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { type EndedJob, settleUndecided } from "./settleUndecided.ts";

/** A kernel as this matcher knows it. */
export interface KnownKernel {
	readonly id: string;
	readonly version: number;
}

/**
 * Jobs of a kernel's version that this matcher doesn't know, since an upgrade → settling: nobody could
 * compute, compare or merge them any more. They are settled with what was verified, so that providers are
 * paid and the client has the rest back at once.
 */
export async function retireJobs(
	db: Db,
	known: readonly KnownKernel[],
	states: readonly Extract<JobState, "funded" | "running">[],
	now: number,
): Promise<EndedJob[]> {
	return db.transaction(async (tx) => {
		const jobs = await tx.query<{ id: number; job_id: JobId; kernel: string; version: number }>(
			`select id, job_id, kernel, version from (
				select id, job_id, kernel, (spec::json ->> 'kernelVersion')::integer as version from jobs
				where state in (select json_array_elements_text($1::json))
			) j
			where not exists (
				select 1 from json_to_recordset($2::json) as k (id text, version integer)
				where k.id = j.kernel and k.version = j.version
			)
			order by id`,
			[JSON.stringify(states), JSON.stringify(known)],
		);
		const ended: EndedJob[] = [];
		for (const { id, kernel, version } of jobs) {
			const current = known.find((one) => one.id === kernel);
			const reason =
				current === undefined
					? `The grid was upgraded and computes no "${kernel}" any more.`
					: `The grid was upgraded and computes version ${current.version} of "${kernel}" now, not version ${version}: submit the job again.`;
			const stopped = await tx.query<{ id: number; job_id: JobId }>(
				`update jobs set state = 'settling', stopped_at = $2, reason = $3
				 where id = $1 and state in ('funded', 'running') returning id, job_id`,
				[id, now, reason],
			);
			ended.push(...(await settleUndecided(tx, stopped, reason, now)));
		}
		return ended;
	});
}
