import { Command } from "@commander-js/extra-typings";
import { connect } from "../connect.ts";
import { contextOf, readJobId, shared } from "../context.ts";
import { saveArtifact } from "../saveArtifact.ts";

/** `tabgrid download`: a job's result into a file. */
export function downloadCommand(signal: AbortSignal) {
	return new Command("download")
		.description("Download a job's result and check its digest.")
		.argument("<job>", "the job's id")
		.option("-o, --output <file>", "where to write it; - for standard output [the result's name]")
		.addOption(shared.matcher())
		.addOption(shared.json())
		.action(async (job, options) => {
			const context = contextOf(options, signal);
			const jobId = readJobId(job);
			const { api } = await connect(context);
			const view = await api.job(jobId, signal);
			const saved = await saveArtifact(api, view, options.output, context);
			if (saved.file === "-") return;
			context.output.result(saved, `${saved.file} (${saved.bytes} bytes, ${saved.mediaType})`);
		});
}
