import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["src/**/*.test.ts"],
		// Real models run in these tests, on machines that do other things too.
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
});
