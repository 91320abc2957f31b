/** Outputs under this name are attested and compared, and never part of the client's result. */
export const evidencePrefix = "tabgrid/evidence/";
/** The model's metadata entry that lists them; a model that has it is rewritten already. */
export const evidenceKey = "tabgrid.evidence";

/** What a name tells of a piece of evidence: its kind, and the output that it stands behind. */
export function evidenceOf(
	output: string,
): { readonly kind: "before" | "inner"; readonly of: string } | undefined {
	const [, kind, of] = /^tabgrid\/evidence\/(before|inner)\/(.+)$/s.exec(output) ?? [];
	if (of === undefined) return undefined;
	return { kind: kind === "inner" ? "inner" : "before", of };
}

/** Whether an output is evidence. */
export const isEvidence = (output: string): boolean => output.startsWith(evidencePrefix);
