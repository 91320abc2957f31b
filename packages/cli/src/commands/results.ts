import { resolve } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { isFinal } from "@tabgrid/sdk";
import { connect } from "../connect.ts";
import { contextOf, readJobId, shared } from "../context.ts";
import { exitCodes } from "../exitCodes.ts";
import { isComplete } from "../jobText.ts";
import { openAccess } from "../results/openAccess.ts";
import { PrintedResults } from "../results/PrintedResults.ts";
import { ResultFolder } from "../results/ResultFolder.ts";
import { readResults } from "../results/readResults.ts";

/** `tabgrid results`: a job's verified outputs, shard by shard, while it runs. */
export function resultsCommand(signal: AbortSignal) {
	return new Command("results")
		.description(
			"Fetch a job's verified outputs shard by shard, also while it runs: a .npz file each, or lines of JSON.",
		)
		.argument("<job>", "the job's id")
		.option("-f, --follow", "go on until the job ends")
		.option(
			"-o, --output <folder>",
			"where to write them; what is there isn't fetched again [results-JOB; with --json none]",
		)
		.option("--public", "only what anyone may read; needs no key")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.json())
		.action(async (id, options) => {
			const context = contextOf(options, signal);
			const { output, settings } = context;
			const jobId = readJobId(id);
			const connection = await connect(context);
			const job = await connection.api.job(jobId, signal);
			const access = options.public ? undefined : await openAccess(settings, connection, job);
			const folder = options.output ?? (output.json ? undefined : `results-${jobId.slice(2, 10)}`);
			const sink =
				folder === undefined
					? new PrintedResults(output)
					: await ResultFolder.open(resolve(folder), jobId, (line) => {
							if (output.json) output.result(line, "");
						});
			const last = await readResults(context, connection, job, sink, {
				follow: options.follow === true,
				access,
			});
			if (!output.json)
				output.result(
					{},
					`${resolve(folder ?? "")} (${sink.held.size} of ${job.shardTotal} shards)`,
				);
			if (isFinal(last) && !isComplete(last)) process.exitCode = exitCodes.jobIncomplete;
		});
}
