import { z } from "zod";
import { runProcess } from "./runProcess.ts";
import type { Counts, Step } from "./step.ts";
import type { Workspace } from "./workspaces.ts";

/** What is read of `forge test --json`: contracts by name, their tests by signature. */
const Report = z.record(
	z.string(),
	z.object({
		test_results: z.record(
			z.string(),
			z.object({ status: z.enum(["Success", "Failure", "Skipped"]), reason: z.string().nullish() }),
		),
	}),
);

/** The contracts' Solidity tests: unit, fuzz and invariants. */
export function forgeStep({ folder }: Workspace): Step {
	return {
		title: "contract tests (forge)",
		async run() {
			const { output } = await runProcess({
				command: "npm",
				args: ["run", "--silent", "test:forge", "--", "--json"],
				cwd: folder,
				output: "keep",
			});
			const json = output.split("\n").find((line) => line.startsWith("{"));
			if (json === undefined) throw new Error(`forge printed no report:\n${output.trim()}`);
			return countForge(JSON.parse(json));
		},
	};
}

/** Counts a report's tests and prints why each failed one did. */
export function countForge(json: unknown): Counts {
	const tests = Object.entries(Report.parse(json)).flatMap(([contract, { test_results }]) =>
		Object.entries(test_results).map(([name, test]) => ({ ...test, name: `${contract} ${name}` })),
	);
	const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length;
	const failures = tests
		.filter(({ status }) => status === "Failure")
		.map(({ name, reason }) => ({ name, message: reason ?? "no reason given" }));
	for (const { name, message } of failures) console.log(`✗ ${name}: ${message}`);
	return { passed: count("Success"), failed: failures.length, skipped: count("Skipped"), failures };
}
