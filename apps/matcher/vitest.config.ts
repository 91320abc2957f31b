import { defineConfig } from "vitest/config";
import { sharedModules } from "../../scripts/verify/vitestSettings.ts";
import { LongestFirst } from "./test/longestFirst.ts";

const withStores = [
	"src/store/**/*.test.ts",
	"src/blobs/**/*.test.ts",
	"src/settling/**/*.test.ts",
];

export default defineConfig({
	test: {
		...sharedModules,
		// Generous: a test waits on states, and a busy machine takes its time to reach them.
		testTimeout: 240_000,
		hookTimeout: 240_000,
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				extends: true,
				test: { name: "pure", include: ["src/**/*.test.ts"], exclude: withStores },
			},
			{
				extends: true,
				test: {
					name: "stores and grids",
					include: [...withStores, "test/**/*.test.ts", "sim/**/*.test.ts"],
					globalSetup: ["src/store/testing/prepareStores.ts"],
				},
			},
		],
	},
});
