import { Command } from "@commander-js/extra-typings";
import { TabgridError } from "@tabgrid/protocol";
import { cancelJob } from "@tabgrid/sdk";
import { agree } from "../agree.ts";
import { connect, openWallet } from "../connect.ts";
import { contextOf, readJobId, shared } from "../context.ts";
import { money } from "../money.ts";

/** `tabgrid cancel`: stops a job and brings back what nobody has earned. */
export function cancelCommand(signal: AbortSignal) {
	return new Command("cancel")
		.description("Stop your job for good: what was verified is paid, the rest comes back.")
		.argument("<job>", "the job's id")
		.option("-y, --yes", "cancel without asking")
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.rpc())
		.addOption(shared.json())
		.action(async (id, options) => {
			const context = contextOf(options, signal);
			const jobId = readJobId(id);
			const connection = await connect(context);
			const { api, config } = connection;
			const wallet = await openWallet(context.settings, connection);
			const { title, state, shards, shardTotal, escrowed, client } = await api.job(jobId);
			const { address } = wallet.account;
			if (address.toLowerCase() !== client)
				throw new TabgridError(
					"BAD_SIGNATURE",
					`This job is ${client}'s, and your key is ${address.toLowerCase()}'s: only its client cancels it.`,
				);
			context.output.say(
				`“${title}” is ${state}: ${shards.verified} of ${shardTotal} shards verified, ${money(escrowed, config.token)} in escrow.`,
			);
			await agree(context, "Cancel it?", "Nothing was cancelled.", options.yes === true);
			signal.throwIfAborted();
			// From here Ctrl-C waits: the transaction may be on its way.
			const { earned, tx, ...cancelled } = await cancelJob(api, wallet, config, jobId);
			const refunded = BigInt(escrowed) - earned;
			context.output.result(
				{ jobId, state: cancelled.state, earned, refunded, tx },
				`Cancelled: ${money(earned, config.token)} earned by providers, ${money(refunded, config.token)} back to ${address}.${tx === null ? "" : `\n${tx}`}`,
			);
		});
}
