import { checkSteps } from "./checkSteps.ts";
import { resultLine, totalLine } from "./report.ts";
import { runStep, type StepResult } from "./step.ts";

const results: StepResult[] = [];
for (const step of checkSteps()) {
	const result = await runStep(step);
	results.push(result);
	console.log(resultLine(result));
}
console.log(totalLine(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
