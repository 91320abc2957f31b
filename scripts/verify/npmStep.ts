import { runProcess } from "./runProcess.ts";
import { countExit, type Step } from "./step.ts";

/**
 * An npm command that passes or fails as a whole. Its output is shown as it comes, or kept and shown
 * only when it fails.
 */
export function npmStep(
	title: string,
	cwd: string,
	args: readonly string[],
	output: "show" | "keep" = "keep",
): Step {
	return {
		title,
		async run() {
			const run = await runProcess({ command: "npm", args, cwd, output });
			if (run.code !== 0 && output === "keep") console.log(`\n── ${title}\n${run.output.trim()}\n`);
			return countExit(run.code);
		},
	};
}
