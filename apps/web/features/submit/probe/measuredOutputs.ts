import type { PlannedOutput } from "../worker/plannerMessages";
import type { ProbeState } from "./useProbe";

/** The outputs with the comparators that were measured, where they were; exact ones stay exact. */
export function measuredOutputs(
	outputs: readonly PlannedOutput[],
	probe: ProbeState,
): readonly PlannedOutput[] {
	if (probe.kind !== "done" || probe.result.sameBits !== null) return outputs;
	const { comparators } = probe.result.calibration;
	return outputs.map((output) => ({
		...output,
		comparator: comparators[output.name] ?? output.comparator,
	}));
}
