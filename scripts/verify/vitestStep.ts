import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { logFolder } from "../setup/paths.mjs";
import { runProcess } from "./runProcess.ts";
import type { Counts, Step } from "./step.ts";
import type { Workspace } from "./workspaces.ts";

/** What is read of vitest's JSON report. */
const Report = z.object({
	numPassedTests: z.int(),
	numFailedTests: z.int(),
	numPendingTests: z.int(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			message: z.string().optional(),
			assertionResults: z.array(
				z.object({
					status: z.string(),
					fullName: z.string(),
					failureMessages: z.array(z.string()).nullish(),
				}),
			),
		}),
	),
});

/** A workspace's vitest tests. */
export function vitestStep({ name, folder }: Workspace): Step {
	return {
		title: `unit and property tests of ${name}`,
		async run() {
			const report = join(logFolder, `vitest-${name.replace(/[^a-z0-9]+/g, "-")}.json`);
			mkdirSync(dirname(report), { recursive: true });
			rmSync(report, { force: true });
			const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
			const { code } = await runProcess({
				command: "npm",
				args: ["exec", "--no", "--", "vitest", "run", ...reporters],
				cwd: folder,
				output: "show",
			});
			return countVitest(JSON.parse(readFileSync(report, "utf8")), code);
		},
	};
}

/** Counts tests; a file that could not be loaded counts as a failed test, and so does a bad exit. */
export function countVitest(json: unknown, exitCode: number): Counts {
	const report = Report.parse(json);
	const broken = report.testResults.filter(
		({ status, assertionResults }) =>
			status === "failed" && assertionResults.every((test) => test.status !== "failed"),
	);
	const tests = report.testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === "failed");
	const failed = report.numFailedTests + broken.length;
	return {
		passed: report.numPassedTests,
		failed: failed === 0 && exitCode !== 0 ? 1 : failed,
		skipped: report.numPendingTests,
		failures: [
			...broken.map(({ name, message = "It could not be loaded." }) => ({ name, message })),
			...tests.map(({ fullName, failureMessages }) => ({
				name: fullName,
				message: (failureMessages ?? []).join("\n"),
			})),
		],
	};
}
