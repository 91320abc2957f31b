/** Outputs under this name are attested and compared, and never part of the client's result. */
export const evidencePrefix = "tabgrid/evidence/";
/** The model's metadata entry that lists them; a model that has it is rewritten already. */
export const evidenceKey = "tabgrid.evidence";

/** Whether an output is evidence. */
export const isEvidence = (output: string): boolean => output.startsWith(evidencePrefix);
