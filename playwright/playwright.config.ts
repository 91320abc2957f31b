import { defineConfig } from "@playwright/test";
import { chromiumArguments, findChromium } from "@tabgrid/scripts/browser";

const executablePath = await findChromium();

export default defineConfig({
	testDir: "specs",
	outputDir: "test-results",
	timeout: 300_000,
	// Before the test command's own limit of 20 minutes, so that the report still tells what passed.
	globalTimeout: 19 * 60_000,
	expect: { timeout: 20_000 },
	// Providers are greedy: one grid keeps two cores busy. Specs that may share theirs do (fixtures/test.ts).
	workers: 1,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	reporter: "list",
	use: {
		// The steps and the page as it stood, but no film of it: drawing that takes a core of the two.
		trace: { mode: "retain-on-failure", screenshots: false },
		// Packing and unpacking the runtime's 17 MB for each tab costs more than sending it within the machine.
		extraHTTPHeaders: { "Accept-Encoding": "identity" },
		// A pulsing light is drawn anew sixty times a second, by the processor.
		contextOptions: { reducedMotion: "reduce" },
		launchOptions: {
			...(executablePath === undefined ? {} : { executablePath }),
			args: chromiumArguments(),
		},
	},
});
