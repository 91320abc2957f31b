import { Command } from "@commander-js/extra-typings";
import { createReader, verifyJob } from "@tabgrid/sdk";
import { checkChain, connect } from "../connect.ts";
import { contextOf, readJobId, shared } from "../context.ts";
import { exitCodes } from "../exitCodes.ts";

/** `tabgrid verify`: checks a job's receipts against the chain. */
export function verifyCommand(signal: AbortSignal) {
	return new Command("verify")
		.description(
			"Check an ended job's receipts: signatures, verdicts, sums, and the root on chain.",
		)
		.argument("<job>", "the job's id")
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json())
		.action(async (job, options) => {
			const context = contextOf(options, signal);
			const { settings, output } = context;
			const jobId = readJobId(job);
			const { api, config } = await connect(context);
			await checkChain(settings, config);
			const reader = createReader(settings.rpcUrl, config.chainId);
			const found = await verifyJob(api, { reader }, jobId, signal);
			const lines = [
				`${found.receipts} receipts, ${found.attestations} attestations of ${found.providers} providers`,
				`root ${found.root}`,
				...found.problems.map(
					({ code, shardIndex, message }) =>
						`${code}${shardIndex === null ? "" : ` in shard ${shardIndex}`}: ${message}`,
				),
				found.ok
					? "Everything fits."
					: found.problemCount === 1
						? "One thing does not fit."
						: `${found.problemCount} things do not fit.`,
			];
			output.result(found, lines.join("\n"));
			if (!found.ok) process.exitCode = exitCodes.failed;
		});
}
