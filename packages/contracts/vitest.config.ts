import { defineConfig } from "vitest/config";

export default defineConfig({
	// Real chains and a real compiler: slow machines need longer than vitest's five seconds.
	test: { include: ["src/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
