import { Command } from "@commander-js/extra-typings";
import { finalJobStates, type JobId, type JobView, TabgridError } from "@tabgrid/protocol";
import { watchJob } from "@tabgrid/sdk";
import { type Connection, connect } from "../connect.ts";
import { type Context, contextOf, readJobId, shared } from "../context.ts";
import { exitCodes } from "../exitCodes.ts";
import { isComplete, jobLine, jobText } from "../jobText.ts";
import { ProgressLine } from "../ProgressLine.ts";

/** `tabgrid status`: a job as it is, or until it ends. */
export function statusCommand(signal: AbortSignal) {
	return new Command("status")
		.description("Show a job; with --watch follow it until it ends.")
		.argument("<job>", "the job's id")
		.option("-w, --watch", "follow it with a progress bar")
		.addOption(shared.matcher())
		.addOption(shared.json())
		.action(async (job, options) => {
			const context = contextOf(options, signal);
			const jobId = readJobId(job);
			const connection = await connect(context);
			const view = options.watch
				? await follow(context, connection, jobId, "follows it again")
				: await connection.api.job(jobId, signal);
			context.output.result(view, jobText(view, connection.config));
			if (finalJobStates.has(view.state) && !isComplete(view))
				process.exitCode = exitCodes.jobIncomplete;
		});
}

/**
 * Follows a job to its end with a progress bar; answers its last view.
 * @param again what the same command does after an interruption, for the person who interrupts it.
 * @throws TabgridError STOPPED
 */
export async function follow(
	{ signal }: Context,
	{ api }: Connection,
	jobId: JobId,
	again: string,
): Promise<JobView> {
	const progress = new ProgressLine();
	let last: JobView | undefined;
	try {
		for await (const job of watchJob(api, jobId, { signal })) {
			progress.show(jobLine(job), job.state !== last?.state);
			last = job;
		}
	} catch (error) {
		if (!signal.aborted) throw error;
		throw new TabgridError("STOPPED", `Interrupted. The job goes on; the same command ${again}.`);
	} finally {
		progress.end();
	}
	return last ?? api.job(jobId, signal);
}
