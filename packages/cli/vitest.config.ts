import { defineConfig } from "vitest/config";
import { maxWorkers } from "../../scripts/verify/vitestSettings.ts";

export default defineConfig({
	test: {
		include: ["src/**/*.test.ts", "test/**/*.test.ts"],
		maxWorkers,
		// A chain and a matcher start for these tests, on machines that do other things too.
		testTimeout: 120_000,
		hookTimeout: 120_000,
	},
});
