import type { Backend } from "@tabgrid/protocol";
import type { JobTerms } from "../settings";
import type { ProbeState } from "./useProbe";

/**
 * The terms with what was measured: the client's own choices stand over it. Where the network was made
 * exact, all outputs are compared by their bytes, and a browser whose backends give different bits pins
 * the job to WASM.
 */
export function calibratedTerms(
	terms: JobTerms,
	probe: ProbeState,
	{ backend: chosen, exact }: { backend: "" | "any" | Backend; exact: boolean },
): JobTerms {
	const { backend: _, ...rest } = terms;
	const found = probe.kind === "done" ? probe.result : null;
	const wanted = exact
		? found?.sameBits === false
			? "wasm"
			: null
		: (found?.calibration.pinned ?? null);
	const pinned = chosen === "" ? wanted : chosen === "any" ? null : chosen;
	const measured = exact ? { "*": { kind: "exact" } as const } : found?.calibration.comparators;
	return {
		...rest,
		comparators: { ...measured, ...terms.comparators },
		...(pinned === null ? {} : { backend: pinned }),
	};
}
