import { evidenceOf } from "@tabgrid/kernels";
import { probeStrings as words } from "@/strings/probe";

/** What an output is called: evidence by the output that it stands behind, `*` for all. */
export function outputName(name: string): string {
	if (name === "*") return words.allOutputs;
	const found = evidenceOf(name);
	if (found === undefined) return name;
	return found.kind === "inner" ? words.behind(found.of) : words.beforeIt(found.of);
}
