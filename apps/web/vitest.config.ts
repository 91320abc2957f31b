import { defineConfig } from "vitest/config";
import { sharedModules } from "../../scripts/verify/vitestSettings.ts";

export default defineConfig({
	resolve: { alias: { "@": import.meta.dirname } },
	test: {
		...sharedModules,
		include: ["**/*.test.{ts,tsx}"],
		exclude: ["node_modules", ".next"],
		environment: "node",
	},
});
