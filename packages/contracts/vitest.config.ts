import { defineConfig } from "vitest/config";
import { sharedModules } from "../../scripts/verify/vitestSettings.ts";

export default defineConfig({
	test: {
		...sharedModules,
		include: ["src/**/*.test.ts"],
		// Real chains and a real compiler: slow machines need longer than vitest's five seconds.
		testTimeout: 120_000,
		hookTimeout: 120_000,
	},
});
