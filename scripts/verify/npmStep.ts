import { runProcess } from "./runProcess.ts";
import { countExit, type Step } from "./step.ts";

/**
 * An npm command that passes or fails as a whole. Its output is kept, and shown when it fails or,
 * `atEnd`, whatever became of it: steps that run side by side don't talk across each other.
 */
export function npmStep(
	title: string,
	cwd: string,
	args: readonly string[],
	show: "whenItFails" | "atEnd" = "whenItFails",
): Step {
	return {
		title,
		async run() {
			const { code, output } = await runProcess({ command: "npm", args, cwd, output: "keep" });
			if (code !== 0 || show === "atEnd") console.log(`\n── ${title}\n${output.trim()}\n`);
			return countExit(code, { name: title, message: output.trim() });
		},
	};
}
