import { root } from "../setup/paths.mjs";
import { npmStep } from "./npmStep.ts";
import type { Step } from "./step.ts";
import { workspacesOf } from "./workspaces.ts";

/** Types of every workspace; lint, format and import directions; dead code and unlisted packages. */
export function checkSteps(): Step[] {
	const tool = (...command: string[]) => ["exec", "--no", "--", ...command];
	return [
		...workspacesOf(root)
			.filter(({ scripts }) => scripts.typecheck !== undefined)
			.map(({ name, folder }) =>
				npmStep(`types of ${name}`, folder, ["run", "--silent", "typecheck"]),
			),
		npmStep("lint, format, import directions", root, tool("biome", "check", ".")),
		npmStep("dead code, unlisted packages", root, tool("knip")),
	];
}
