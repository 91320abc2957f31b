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
		z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
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
	).length;
	const failed = report.numFailedTests + broken;
	return {
		passed: report.numPassedTests,
		failed: failed === 0 && exitCode !== 0 ? 1 : failed,
		skipped: report.numPendingTests,
	};
}
