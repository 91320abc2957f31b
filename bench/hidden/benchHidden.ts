import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startGrid } from "@tabgrid/scripts/grid";
import type { BenchOptions } from "../options.ts";
import { rounded } from "../percentile.ts";
import { say } from "../say.ts";
import { startHeadedBrowser } from "./headedBrowser.ts";
import { postLongWork } from "./postLongWork.ts";
import { ProviderTab } from "./providerTab.ts";
import { type Measured, type Situation, situations, summariseHidden } from "./summariseHidden.ts";
import { startVirtualDisplay } from "./virtualDisplay.ts";

const rounds = 3;
const settleMs = 12_000;
/**
 * How long a hidden page without the tone is left alone before it is measured. A page that made sound
 * keeps the privileges of one that does for half a minute, and intensive throttling was seen to begin
 * only between 60 and 80 s after this page was hidden, though Chromium was given a grace of 10 s.
 */
const silenceMs = 85_000;

/**
 * Shards a minute of one provider tab in a headed Chromium: on screen, behind another tab, and behind
 * another tab with the quiet tone; in turns, so that what else the machine does falls on all of them.
 */
export async function benchHidden({ seconds }: Pick<BenchOptions, "seconds">) {
	const display = await startVirtualDisplay();
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-hidden-"));
	const undo: Array<() => Promise<unknown>> = [
		() => display.stop(),
		() => rm(folder, { recursive: true, force: true }),
	];
	try {
		const grid = await startGrid({ dir: join(folder, "grid"), onEvent: say });
		undo.push(() => grid.stop());
		const work = await postLongWork(grid);
		const { browser, stop } = await startHeadedBrowser(display.name, join(folder, "profile"));
		undo.push(stop);
		const tab = await ProviderTab.open(browser, grid);
		await pause(settleMs); // the first shards fill caches
		const measured: Measured[] = [];
		for (let round = 0; round < rounds; round++)
			for (let turn = 0; turn < situations.length; turn++) {
				const situation = situations[(turn + round) % situations.length] ?? "visible";
				measured.push(await measure(tab, situation, seconds));
				await work.mustLast();
				say(JSON.stringify(measured.at(-1)));
			}
		return { bench: "hidden", ...summariseHidden(measured), chromium: browser.version() };
	} finally {
		for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
	}
}

async function measure(tab: ProviderTab, situation: Situation, seconds: number): Promise<Measured> {
	await tab.become(situation);
	await pause(situation === "hidden" ? silenceMs : settleMs);
	const before = await tab.read();
	await pause(seconds * 1_000);
	const after = await tab.read();
	const minutes = (after.at - before.at) / 60_000;
	if (after.submitted === before.submitted && situation === "visible")
		throw new Error("The visible tab computed nothing: the provider stopped.");
	return {
		situation,
		shardsPerMinute: rounded((after.submitted - before.submitted) / minutes),
		pageTimersPerMinute: rounded((after.ticks - before.ticks) / minutes),
	};
}
