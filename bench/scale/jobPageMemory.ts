import type { JobId } from "@tabgrid/protocol";
import { chromiumArguments, findChromium, presetProvider } from "@tabgrid/scripts/browser";
import { chromium } from "playwright-core";

/** JavaScript's heap in MiB of a job's page with its shard map drawn, after a garbage collection. */
export async function jobPageMemory(webUrl: string, jobId: JobId): Promise<number> {
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: chromiumArguments(),
	});
	try {
		const context = await browser.newContext({ baseURL: webUrl });
		await presetProvider(context, { paused: true, intensity: 100, backend: "wasm" });
		const page = await context.newPage();
		await page.goto(`/jobs/${jobId}`);
		await page.locator("canvas").first().waitFor({ timeout: 120_000 });
		const session = await context.newCDPSession(page);
		await session.send("HeapProfiler.collectGarbage");
		const { usedSize } = await session.send("Runtime.getHeapUsage");
		return usedSize / 2 ** 20;
	} finally {
		await browser.close();
	}
}
