import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import colours from "picocolors";
import { startGrid } from "../grid/index.ts";
import { onInterrupt } from "../people/onInterrupt.ts";
import { stateFolder } from "../setup/paths.mjs";
import { openProviders } from "./openProviders.ts";
import { readOptions } from "./options.mjs";
import { summaryText } from "./printSummary.ts";
import { Progress } from "./progress.ts";
import { runDemo } from "./runDemo.ts";
import { problemsOf } from "./summary.ts";
import { demoMatcherEnv } from "./trustingJob.ts";

const options = readOptions(process.argv.slice(2));
const out = options.json ? process.stderr : process.stdout;
const progress = new Progress(out);

/** What to end, the newest first. */
const undo: Array<() => unknown> = [];
let interrupted = false;
async function tidyUp(): Promise<void> {
	for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
}
onInterrupt(async () => {
	interrupted = true;
	process.exitCode ??= 130;
	await tidyUp();
	process.exit(); // whatever still waits for the job would wait in vain
});

try {
	await demo();
} catch (error) {
	if (!interrupted) {
		process.exitCode = 1;
		process.stderr.write(
			`\n${colours.red(error instanceof Error ? (error.stack ?? "") : String(error))}\n`,
		);
	}
} finally {
	await tidyUp();
}

async function demo(): Promise<void> {
	progress.step("Starting chain, contracts, matcher and web app");
	const folder = join(stateFolder, "demo");
	mkdirSync(folder, { recursive: true });
	const dir = mkdtempSync(join(folder, "grid-"));
	undo.push(() => {
		if (process.exitCode === 0) rmSync(dir, { recursive: true, force: true });
		else process.stderr.write(`State and logs of the grid: ${dir}\n`);
	});
	const grid = await startGrid({
		dir,
		matcherEnv: demoMatcherEnv,
		onEvent: (sentence) => progress.note(sentence),
	});
	undo.push(() => grid.stop());
	progress.note(`web ${grid.webUrl}  matcher ${grid.matcherUrl}  chain ${grid.rpcUrl}`);

	progress.step(`Opening ${options.providers} provider tabs, each with a wallet of its own`);
	const tabs = await openProviders({
		webUrl: grid.webUrl,
		count: options.providers,
		backend: options.backend,
		onReady: (count) => progress.note(`tab ${count} of ${options.providers} is a provider`),
	});
	undo.push(() => tabs.close());

	const summary = await runDemo(grid, tabs, options.size, progress);
	process.exitCode = problemsOf(summary).length === 0 ? 0 : 1;
	out.write(`${summaryText(summary, grid.webUrl)}\n`);
	if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
	if (options.exit) return;
	out.write(`\nThe grid stays up at ${colours.bold(grid.webUrl)} until Ctrl-C.\n`);
	await grid.stopped;
}
