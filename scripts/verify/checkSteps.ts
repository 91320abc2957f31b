import { root } from "../setup/paths.mjs";
import { runProcess } from "./runProcess.ts";
import { countExit, type Step } from "./step.ts";
import { workspacesOf } from "./workspaces.ts";

/** Types of every workspace; lint, format and import directions; dead code and unlisted packages. */
export function checkSteps(): Step[] {
	const types = workspacesOf(root)
		.filter(({ scripts }) => scripts.typecheck !== undefined)
		.map(({ name, folder }) => npmStep(`types of ${name}`, folder, "run", "typecheck", "--silent"));
	return [
		...types,
		npmStep("lint, format, import directions", root, "exec", "--no", "--", "biome", "check", "."),
		npmStep("dead code, unlisted packages", root, "exec", "--no", "--", "knip"),
	];
}

/** Shows the tool's output only when it fails. */
function npmStep(title: string, cwd: string, ...args: string[]): Step {
	return {
		title,
		async run() {
			const { code, output } = await runProcess({ command: "npm", args, cwd, output: "keep" });
			if (code !== 0) console.log(`\n── ${title}\n${output.trim()}\n`);
			return countExit(code);
		},
	};
}
