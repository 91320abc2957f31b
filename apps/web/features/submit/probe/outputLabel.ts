import type { EvidenceOutput } from "@tabgrid/kernels";
import { probeStrings as words } from "@/strings/probe";

/** What an output is called: evidence by the output that it stands behind. */
export function outputLabel(
	name: string,
	evidence: readonly Pick<EvidenceOutput, "name" | "of" | "before">[],
): string {
	const found = evidence.find((one) => one.name === name);
	if (found === undefined) return name;
	return found.before === null ? words.behind(found.of) : words.before(found.of, found.before);
}
