import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["src/**/*.test.ts", "test/**/*.test.ts"],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// Each integration file runs a chain and a matcher of its own.
		maxWorkers: 2,
	},
});
