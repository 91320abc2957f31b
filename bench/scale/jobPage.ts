import type { JobId } from "@tabgrid/protocol";
import { chromiumArguments, findChromium, presetProvider } from "@tabgrid/scripts/browser";
import { chromium, type Page } from "playwright-core";
import { percentile } from "../percentile.ts";

/** Frames of which the times are taken. */
const frames = 120;

/** What a job's page costs a visitor who provides nothing. */
export interface JobPage {
	/** JavaScript's heap in MiB with the shard map drawn, after a garbage collection. */
	readonly heapMiB: number;
	/** Times between frames in ms while the map is scrolled by 7 pixels a frame. */
	readonly frameP50Ms: number;
	readonly frameP95Ms: number;
	/** The same of an empty page: what this machine's browser does at best. */
	readonly emptyFrameP50Ms: number;
	/** Processor time of the page's main thread for a frame of that, in ms. */
	readonly taskMsPerFrame: number;
}

/** Opens a job's page in a browser of its own and measures it. */
export async function measureJobPage(
	webUrl: string,
	jobId: JobId,
	shards: number,
): Promise<JobPage> {
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: chromiumArguments(),
	});
	try {
		const context = await browser.newContext({ baseURL: webUrl });
		await presetProvider(context, { paused: true, intensity: 100, backend: "wasm" });
		const empty = await frameTimes(await context.newPage());
		const page = await context.newPage();
		await page.goto(`/jobs/${jobId}`);
		const map = page.locator(`[data-testid="shard-map"][data-cells="${shards}"]`);
		await map.waitFor({ timeout: 60_000 });
		await map.scrollIntoViewIfNeeded();
		const session = await context.newCDPSession(page);
		await session.send("HeapProfiler.collectGarbage");
		const { usedSize } = await session.send("Runtime.getHeapUsage");
		await session.send("Performance.enable");
		const taskSeconds = async () => {
			const { metrics } = await session.send("Performance.getMetrics");
			return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
		};
		const before = await taskSeconds();
		const times = await frameTimes(page);
		const after = await taskSeconds();
		return {
			heapMiB: usedSize / 2 ** 20,
			frameP50Ms: percentile(times, 0.5),
			frameP95Ms: percentile(times, 0.95),
			emptyFrameP50Ms: percentile(empty, 0.5),
			taskMsPerFrame: ((after - before) * 1_000) / frames,
		};
	} finally {
		await browser.close();
	}
}

/** Times between frames while the page's shard map, if it has one, is scrolled up and down. */
function frameTimes(page: Page): Promise<number[]> {
	// No function of its own in here: the loader would give it a name by a helper that pages don't have.
	return page.evaluate(async (count) => {
		const map = document.querySelector('[data-testid="shard-map"]');
		const scroller = map?.parentElement?.parentElement;
		const times: number[] = [];
		let step = 7;
		let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
		while (times.length < count) {
			const before = scroller?.scrollTop;
			scroller?.scrollBy(0, step);
			if (scroller?.scrollTop === before) step = -step;
			const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
			times.push(now - last);
			last = now;
		}
		return times;
	}, frames);
}
