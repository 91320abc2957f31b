import { build } from "../setup/build.mjs";
import { root } from "../setup/paths.mjs";
import { checkSteps } from "./checkSteps.ts";
import { forgeStep } from "./forgeStep.ts";
import { npmStep } from "./npmStep.ts";
import { playwrightStep } from "./playwrightStep.ts";
import { resultLine, table, totalLine } from "./report.ts";
import { runStep, type Step, type StepResult } from "./step.ts";
import { vitestStep } from "./vitestStep.ts";
import { workspacesOf } from "./workspaces.ts";

/** Everything, from the quickest to the slowest; later steps run although earlier ones failed. */
function allSteps(): Step[] {
	const workspaces = workspacesOf(root);
	const having = (script: string, tool: string) =>
		workspaces.filter(({ scripts }) => scripts[script]?.startsWith(tool));
	return [
		...checkSteps(),
		...having("test", "vitest").map(vitestStep),
		...having("test:forge", "").map(forgeStep),
		...having("gas", "").map(({ folder }) =>
			npmStep("gas of the contracts against its snapshot", folder, ["run", "--silent", "gas"]),
		),
		...having("coverage", "").map(({ folder }) =>
			npmStep("coverage of the contracts", folder, ["run", "--silent", "coverage"], "show"),
		),
		{
			title: "production build of the web app",
			async run() {
				await build();
				return { passed: 1, failed: 0 };
			},
		},
		...having("test", "playwright").map(playwrightStep),
	];
}

const results: StepResult[] = [];
for (const step of allSteps()) {
	console.log(`\n▶ ${step.title}`);
	const result = await runStep(step);
	results.push(result);
	console.log(resultLine(result));
}
console.log(`\n${table(results)}\n`);
console.log(totalLine(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
