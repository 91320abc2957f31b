import { resultLine } from "./report.ts";
import { runStep, type Step, type StepResult } from "./step.ts";

/**
 * Runs steps, so many of them at a time, and prints what became of each. Later steps run although
 * earlier ones failed. Answers in the steps' order.
 */
export async function runSteps(steps: readonly Step[], atATime = 1): Promise<StepResult[]> {
	const results: StepResult[] = [];
	const waiting = steps.entries();
	const lane = async () => {
		for (const [place, step] of waiting) {
			// Its own output follows, where nothing runs beside it.
			if (atATime === 1) console.log(`\n▶ ${step.title}`);
			const result = await runStep(step);
			results[place] = result;
			console.log(resultLine(result));
		}
	};
	await Promise.all(Array.from({ length: atATime }, lane));
	return results;
}
