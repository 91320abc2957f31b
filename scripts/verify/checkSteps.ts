import { root } from "../setup/paths.mjs";
import { npmStep } from "./npmStep.ts";
import type { Step } from "./step.ts";
import { workspacesOf } from "./workspaces.ts";

/**
 * Types of every workspace; lint, format and import directions; dead code and unlisted packages. None
 * needs another: they may run side by side.
 */
export function checkSteps(): Step[] {
	// The compiler's threads each work out the types that all of them need: one thread does half the work.
	const typecheck = ["run", "--silent", "typecheck", "--", "--singleThreaded"];
	const tool = (...command: string[]) => ["exec", "--no", "--", ...command];
	return [
		...workspacesOf(root)
			.filter(({ scripts }) => scripts.typecheck !== undefined)
			.map(({ name, folder }) => npmStep(`types of ${name}`, folder, typecheck)),
		npmStep("lint, format, import directions", root, tool("biome", "check", ".")),
		npmStep("dead code, unlisted packages", root, tool("knip")),
	];
}
