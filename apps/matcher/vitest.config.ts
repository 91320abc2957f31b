import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["src/**/*.test.ts", "test/**/*.test.ts", "sim/**/*.test.ts"],
		// Generous: a test waits on states, and a busy machine takes its time to reach them.
		testTimeout: 240_000,
		hookTimeout: 240_000,
		// Each integration file runs a chain and a matcher of its own.
		maxWorkers: 2,
	},
});
