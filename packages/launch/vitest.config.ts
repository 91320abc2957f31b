import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["src/**/*.test.ts", "test/**/*.test.ts"],
		// A chain and a matcher start for these tests, on machines that do other things too.
		testTimeout: 120_000,
		hookTimeout: 120_000,
	},
});
