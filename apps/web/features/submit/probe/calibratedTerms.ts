import type { Calibration } from "@tabgrid/kernels";
import type { Backend } from "@tabgrid/protocol";
import type { JobTerms } from "../settings";

/** The terms with what was measured: the client's own choices stand over it. */
export function calibratedTerms(
	terms: JobTerms,
	calibration: Calibration | null,
	chosen: "" | "any" | Backend,
): JobTerms {
	const { backend: _, ...rest } = terms;
	const pinned = chosen === "" ? (calibration?.pinned ?? null) : chosen === "any" ? null : chosen;
	return {
		...rest,
		comparators: { ...calibration?.comparators, ...terms.comparators },
		...(pinned === null ? {} : { backend: pinned }),
	};
}
