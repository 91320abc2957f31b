import type { GridConfig, JobView } from "@tabgrid/protocol";
import colours from "picocolors";
import { money } from "./money.ts";
import { bar } from "./ProgressLine.ts";

/** A job in one line, with a bar. */
export function jobLine({ state, shards, shardTotal, replicas }: JobView): string {
	const disputed = shards.disputed > 0 ? `, ${shards.disputed} disputed` : "";
	const failed = shards.failed > 0 ? `, ${shards.failed} failed` : "";
	return `${bar(shards.verified, shardTotal)} ${shards.verified}/${shardTotal} shards verified${disputed}${failed} · ${replicas.agreed} replicas agreed, ${replicas.leased} computing · ${state}`;
}

/** What came of a job's results so far, in one line: the bar counts those that are here. */
export function resultsLine(
	{ state, shards, shardTotal, replicas }: JobView,
	here: number,
): string {
	// The count of verified shards may come a moment after the results.
	const more = shards.verified > here ? `, ${shards.verified} verified` : "";
	const failed = shards.failed > 0 ? `, ${shards.failed} failed` : "";
	return `${bar(here, shardTotal)} ${here}/${shardTotal} results here${more}${failed} · ${replicas.leased} ${replicas.leased === 1 ? "replica" : "replicas"} computing · ${state}`;
}

/** A job in a few lines. */
export function jobText(job: JobView, { token }: GridConfig): string {
	const row = (name: string, value: string) => `${colours.dim(name.padEnd(10))} ${value}`;
	const { agreed, disagreed, errored, expired } = job.replicas;
	const lines = [
		colours.bold(job.title),
		row("job", job.jobId),
		row("state", job.reason === null ? job.state : `${job.state}: ${job.reason}`),
		row("kernel", job.kernel),
		row(
			"shards",
			`${job.shards.verified} of ${job.shardTotal} verified, ${job.shards.failed} failed`,
		),
		row(
			"replicas",
			`${agreed} agreed, ${disagreed} disagreed, ${errored} errored, ${expired} expired`,
		),
		row(
			"providers",
			`${job.providers} agreed; webgpu ${job.backends.webgpu}, wasm ${job.backends.wasm}`,
		),
		row("escrowed", money(job.escrowed, token)),
		row("earned", money(job.earned, token)),
		row("refunded", money(job.refunded, token)),
	];
	if (job.artifact !== null)
		lines.push(row("result", `${job.artifact.fileName}, ${job.artifact.bytes} bytes`));
	return lines.join("\n");
}

/** Whether every shard of a settled job is verified. */
export function isComplete({ state, shards, shardTotal }: JobView): boolean {
	return state === "settled" && shards.verified === shardTotal;
}
