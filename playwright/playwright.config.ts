import { defineConfig } from "@playwright/test";
import { chromiumArguments } from "@tabgrid/scripts/browser";

export default defineConfig({
	testDir: "specs",
	outputDir: "test-results",
	timeout: 180_000,
	expect: { timeout: 20_000 },
	// Each file starts a whole grid, and providers are greedy: one after the other.
	workers: 1,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	reporter: "list",
	use: {
		trace: "retain-on-failure",
		launchOptions: {
			...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
			args: chromiumArguments(),
		},
	},
});
