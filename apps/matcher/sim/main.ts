import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { aimsOf } from "./aims.ts";
import { readOptions, usage } from "./options.ts";
import { plotCurve, plotScenarios } from "./plot.ts";
import { policyNames } from "./policies/index.ts";
import type { Run } from "./run.ts";
import { runAll } from "./runAll.ts";
import { scenarios } from "./scenarios.ts";
import { type Row, tableLines } from "./table.ts";
import { add, type Counts, figuresOf, noCounts } from "./tally.ts";

const say = (line = ""): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) return say(usage);
	const chosen = scenarios.filter(({ name }) => options.scenarios?.includes(name) ?? true);
	const names = options.policies ?? policyNames;
	const { shards, providers, "job-shards": jobShards } = options;
	const runs: Run[] = [];
	for (let turn = 0; turn < (options.seeds ?? chosen.length); turn++) {
		const scenario = chosen[turn % chosen.length]?.name;
		if (scenario === undefined) continue;
		const seed = options.first + Math.floor(turn / chosen.length);
		for (const policy of names) runs.push({ policy, scenario, seed, shards, jobShards, providers });
	}
	const counts = new Map<string, Counts>();
	const keyOf = (scenario: string, policy: string) => `${scenario} ${policy}`;
	let done = 0;
	const onRun = (run: Run, counted: Counts) => {
		const key = keyOf(run.scenario, run.policy);
		counts.set(key, add(counts.get(key) ?? noCounts, counted));
		done += 1;
		if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${runs.length} runs`);
	};
	await runAll(runs, onRun, options.workers);
	if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");

	const rows: Row[] = [];
	for (const { name: scenario, says } of chosen) {
		const ofScenario = names.flatMap((policy) => {
			const counted = counts.get(keyOf(scenario, policy));
			return counted === undefined ? [] : [{ scenario, policy, figures: figuresOf(counted) }];
		});
		if (ofScenario.length === 0) continue;
		rows.push(...ofScenario);
		say(`${scenario}: ${says}`);
		for (const line of tableLines(ofScenario)) say(`  ${line}`);
		say();
	}
	const aims = aimsOf(rows);
	say(
		"Aims of the policy tabgrid (a figure beside BOINC is the executions saved per shard; – is no verdict)",
	);
	for (const { says, met, figure } of aims) {
		say(`  ${met === null ? "–" : met ? "✓" : "✗"} ${says}${figure === null ? "" : `: ${figure}`}`);
	}
	if (options.svg !== undefined) {
		await mkdir(options.svg, { recursive: true });
		await writeFile(join(options.svg, "policies.svg"), plotScenarios(rows));
		const curve = plotCurve(rows);
		if (curve !== undefined) await writeFile(join(options.svg, "curve.svg"), curve);
	}
	if (!options.json) return;
	const overall = names.map((name) => {
		const all = chosen.flatMap(({ name: scenario }) => counts.get(keyOf(scenario, name)) ?? []);
		const own = rows.filter(({ policy }) => policy === name);
		return {
			name,
			...figuresOf(all.reduce(add, noCounts)),
			scenarios: Object.fromEntries(own.map(({ scenario, figures }) => [scenario, figures])),
		};
	});
	say(
		JSON.stringify({
			seeds: options.seeds ?? chosen.length,
			shards,
			providers,
			policies: overall,
			aims,
		}),
	);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
});
