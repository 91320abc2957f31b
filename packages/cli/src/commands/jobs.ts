import { Command } from "@commander-js/extra-typings";
import { Address, JobState, type JobSummary } from "@tabgrid/protocol";
import colours from "picocolors";
import { privateKeyToAccount } from "viem/accounts";
import { connect } from "../connect.ts";
import { type Context, contextOf, readAddress, shared, whole } from "../context.ts";
import { money } from "../money.ts";
import { readKey } from "../readKey.ts";
import { UsageError } from "../UsageError.ts";

/** `tabgrid jobs`: the wallet's jobs, or everybody's. */
export function jobsCommand(signal: AbortSignal) {
	return new Command("jobs")
		.description("List your wallet's jobs, newest first.")
		.option("--client <address>", "list another client's jobs")
		.option("--all", "list everybody's")
		.option("--state <state>", `only those in this state: ${JobState.options.join(", ")}`)
		.option("-n, --limit <count>", "how many, 1 to 1000", whole("--limit", 1, 1_000), 20)
		.addOption(shared.keyFile())
		.addOption(shared.matcher())
		.addOption(shared.json())
		.action(async (options) => {
			const context = contextOf(options, signal);
			const client = options.all ? undefined : await clientOf(context, options.client);
			const state = options.state === undefined ? undefined : readState(options.state);
			const { api, config } = await connect(context);
			const jobs: JobSummary[] = [];
			let cursor: string | null = null;
			do {
				const page = await api.jobs({
					...(client ? { client } : {}),
					...(state ? { state } : {}),
					...(cursor ? { cursor } : {}),
					limit: Math.min(100, options.limit - jobs.length),
				});
				jobs.push(...page.jobs);
				cursor = page.next;
			} while (cursor !== null && jobs.length < options.limit);
			const lines = jobs.map(
				({ jobId, state, shards, shardTotal, kernel, title, escrowed }) =>
					`${jobId}  ${state.padEnd(9)}  ${`${shards.verified}/${shardTotal}`.padStart(9)}  ${kernel.padEnd(12)}  ${money(escrowed, config.token).padStart(14)}  ${title}`,
			);
			const none = client ? `${client} has posted no such jobs.` : "There are no such jobs.";
			context.output.result(jobs, lines.length === 0 ? colours.dim(none) : lines.join("\n"));
		});
}

async function clientOf({ settings }: Context, given: string | undefined): Promise<Address> {
	if (given === undefined) {
		return Address.parse(privateKeyToAccount(await readKey(settings)).address);
	}
	return readAddress(given);
}

function readState(text: string): JobState {
	const parsed = JobState.safeParse(text);
	if (parsed.success) return parsed.data;
	throw new UsageError(`--state is one of ${JobState.options.join(", ")}, not "${text}".`);
}
