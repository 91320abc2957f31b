import { type Address, type JobId, JobSpec, type JobState } from "@tabgrid/protocol";
import { fundingProblem, type PostedTerms } from "../core/settlement.ts";
import type { Queries } from "./db.ts";
import { deriveFromChain } from "./deriveFromChain.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** What became of a job that was posted; `unknown` when there is no draft yet. */
export interface PostedOutcome {
	readonly state: JobState | "unknown";
	/** Why it can't be run, in a sentence. */
	readonly reason: string | null;
}

interface JobRow {
	readonly id: number;
	readonly state: JobState;
	readonly reason: string | null;
	readonly spec: string;
}

interface PostedRow {
	readonly operator: Address;
	readonly budget: string;
	readonly pricePerReplica: string;
	readonly shards: number;
	readonly deadline: number;
}

async function postedTerms(tx: Queries, jobId: JobId): Promise<PostedTerms | null> {
	const [row] = await tx.query<{ args: PostedRow }>(
		"select args from chain_events where job_id = $1 and kind = 'posted'",
		[jobId],
	);
	if (row === undefined) return null;
	const { args } = row;
	return {
		operator: args.operator,
		shards: args.shards,
		deadline: args.deadline,
		budget: BigInt(args.budget),
		pricePerReplica: BigInt(args.pricePerReplica),
	};
}

/**
 * Applies a job's JobPosted event, if it was kept: draft → funded, or → failed with a reason. A job
 * that was cancelled or has expired as a draft keeps its state (its escrow is then closed by
 * `escrowsToClose`).
 */
export async function applyPosted(
	tx: Queries,
	jobId: JobId,
	context: { readonly operator: Address; readonly now: number },
): Promise<PostedOutcome> {
	const [job] = await tx.query<JobRow>(
		"select id, state, reason, spec from jobs where job_id = $1 for update",
		[jobId],
	);
	const terms = await postedTerms(tx, jobId);
	if (job === undefined) return { state: "unknown", reason: null };
	if (terms === null) return { state: job.state, reason: job.reason };
	await deriveFromChain(tx, [jobId], context.operator);
	if (job.state !== "draft" && job.state !== "expired") {
		return { state: job.state, reason: job.reason };
	}
	const reason =
		job.state === "expired"
			? "The job reached this grid after its deadline."
			: fundingProblem(JobSpec.parse(JSON.parse(job.spec)), terms, context);
	const state = reason === null ? "funded" : "failed";
	await tx.query(
		"update jobs set state = $2, reason = $3, finished_at = $4, stopped_at = $4 where id = $1",
		[job.id, state, reason, reason === null ? null : context.now],
	);
	const message = reason ?? `The escrow holds ${terms.budget} minor units.`;
	await logJobEvents(tx, [{ job: job.id, kind: state, message }], context.now);
	return { state, reason };
}
