import { defineConfig } from "vitest/config";
import { sharedModules } from "../../scripts/verify/vitestSettings.ts";

export default defineConfig({
	test: {
		...sharedModules,
		include: ["src/**/*.test.ts"],
		// Real models run in these tests, on machines that do other things too.
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
});
