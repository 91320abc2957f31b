import { tokenDecimals } from "@tabgrid/contracts";
import colours from "picocolors";
import { formatUnits } from "viem";
import { type DemoSummary, problemsOf } from "./summary.ts";

/** The summary for people. */
export function summaryText(summary: DemoSummary, webUrl: string): string {
	const { shards, verified, replicas, backends } = summary;
	const agreed = backends.webgpu + backends.wasm;
	const problems = problemsOf(summary);
	const row = (name: string, value: string) => `  ${colours.dim(name.padEnd(11))} ${value}`;
	return [
		"",
		colours.bold("What came of it"),
		row("job", `${summary.job} (${summary.kernel})`),
		row("shards", `${verified} of ${shards} verified in ${seconds(summary.wallClockMs)}`),
		row("replicas", `${replicas} compared, ${agreed} agreed, ${replicas - agreed} did not`),
		row("providers", `${summary.providers} tabs agreed`),
		row("backends", `webgpu ${backends.webgpu}, wasm ${backends.wasm}`),
		row("escrowed", dollars(summary.escrowed)),
		row("paid", dollars(summary.paid)),
		row("returned", dollars(summary.refunded)),
		row("accuracy", `${(summary.accuracy * 100).toFixed(2)} % of the characters`),
		row("result", `${summary.artifact} (and .txt beside it)`),
		...summary.txs.map((hash, index) => row(index === 0 ? "chain" : "", hash)),
		row("dashboard", `${webUrl}/jobs/${summary.job}`),
		row("by trust", trustText(summary.trusting)),
		row("", `${webUrl}/jobs/${summary.trusting.job}`),
		"",
		...(problems.length === 0
			? [colours.green("✓ Verified, accurate, paid, and the money adds up.")]
			: problems.map((problem) => colours.red(`✗ ${problem}`))),
	].join("\n");
}

function trustText({ shards, executionsPerShard, spotChecks }: DemoSummary["trusting"]): string {
	return `${executionsPerShard.toFixed(2)} executions a verified shard over ${shards} shards, ${spotChecks} spot checks`;
}

function dollars(minorUnits: string): string {
	return `${formatUnits(BigInt(minorUnits), tokenDecimals)} tUSD`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
