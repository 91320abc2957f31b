import { availableParallelism } from "node:os";
import { build } from "../setup/build.mjs";
import { root } from "../setup/paths.mjs";
import { checkSteps } from "./checkSteps.ts";
import { forgeStep } from "./forgeStep.ts";
import { npmStep } from "./npmStep.ts";
import { playwrightStep } from "./playwrightStep.ts";
import { failureList, table, totalLine } from "./report.ts";
import { runSteps } from "./runSteps.ts";
import type { Step, StepResult } from "./step.ts";
import { vitestStep } from "./vitestStep.ts";
import { workspacesOf } from "./workspaces.ts";

const workspaces = workspacesOf(root);
const having = (script: string, tool: string) =>
	workspaces.filter(({ scripts }) => scripts[script]?.startsWith(tool));

const suites: Step[] = having("test", "vitest").map(vitestStep);

/** Compiling and fuzzing on one core: they run beside the suites, which wait for this and that. */
const contracts: Step[] = [
	...having("test:forge", "").map(forgeStep),
	...having("gas", "").map(({ folder }) =>
		npmStep("gas of the contracts against its snapshot", folder, ["run", "--silent", "gas"]),
	),
	...having("coverage", "").map(({ folder }) =>
		npmStep("coverage of the contracts", folder, ["run", "--silent", "coverage"], "atEnd"),
	),
];

const inBrowsers: Step[] = [
	{
		title: "production build of the web app",
		async run() {
			await build();
			return { passed: 1, failed: 0 };
		},
	},
	...having("test", "playwright").map(playwrightStep),
];

async function checksAndSuites(): Promise<StepResult[]> {
	return [...(await runSteps(checkSteps(), availableParallelism())), ...(await runSteps(suites))];
}

const sideBySide = await Promise.all([checksAndSuites(), runSteps(contracts)]);
const results = [...sideBySide.flat(), ...(await runSteps(inBrowsers))];
console.log(`\n${table(results)}\n`);
console.log(failureList(results));
console.log(totalLine(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
