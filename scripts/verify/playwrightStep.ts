import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { logFolder } from "../setup/paths.mjs";
import { runProcess } from "./runProcess.ts";
import type { Counts, Failure, Step } from "./step.ts";
import type { Workspace } from "./workspaces.ts";

/** What is read of Playwright's JSON report. */
const Spec = z.object({
	title: z.string(),
	ok: z.boolean(),
	tests: z.array(
		z.object({
			results: z.array(z.object({ errors: z.array(z.object({ message: z.string() })) })),
		}),
	),
});
const Suite = z.object({
	specs: z.array(Spec),
	get suites() {
		return z.array(Suite).optional();
	},
});
const Report = z.object({
	suites: z.array(Suite),
	stats: z.object({
		expected: z.int(),
		unexpected: z.int(),
		flaky: z.int(),
		skipped: z.int(),
	}),
	errors: z.array(z.object({ message: z.string().optional() })),
});

/** The end-to-end tests in a real browser. The web app must be built. */
export function playwrightStep({ folder }: Workspace): Step {
	return {
		title: "browser tests (playwright)",
		async run() {
			const report = join(logFolder, "playwright.json");
			mkdirSync(dirname(report), { recursive: true });
			rmSync(report, { force: true });
			const { code } = await runProcess({
				command: "npm",
				args: ["exec", "--no", "--", "playwright", "test", "--reporter=list,json"],
				cwd: folder,
				env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
				output: "show",
			});
			return countPlaywright(JSON.parse(readFileSync(report, "utf8")), code);
		},
	};
}

/** Counts tests; errors outside of any test, and a bad exit without a failed test, count as one. */
export function countPlaywright(json: unknown, exitCode: number): Counts {
	const { suites, stats, errors } = Report.parse(json);
	const outside = errors.map(({ message = "no message" }) => ({
		name: "An error outside of any test",
		message,
	}));
	for (const { message } of outside) console.log(message);
	const failed = stats.unexpected + stats.flaky + errors.length;
	return {
		passed: stats.expected,
		failed: failed === 0 && exitCode !== 0 ? 1 : failed,
		skipped: stats.skipped,
		failures: [...suites.flatMap(failuresOf), ...outside],
	};
}

function failuresOf({ specs, suites = [] }: z.infer<typeof Suite>): Failure[] {
	const own = specs
		.filter(({ ok }) => !ok)
		.map(({ title, tests }) => ({
			name: title,
			message: tests
				.flatMap(({ results }) => results)
				.flatMap(({ errors }) => errors)
				.map(({ message }) => message)
				.join("\n"),
		}));
	return [...own, ...suites.flatMap(failuresOf)];
}
