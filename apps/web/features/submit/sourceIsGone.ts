import { TabgridError } from "@tabgrid/protocol";
import type { Draft } from "./draft";
import type { PlanState } from "./usePlan";

/** Whether the draft takes over an earlier job's inputs that the matcher has forgotten. */
export function sourceIsGone({ source }: Pick<Draft, "source">, plan: PlanState): boolean {
	if (source === null || plan.kind !== "failed" || !(plan.error instanceof TabgridError))
		return false;
	return plan.error.code === "MISSING_BLOB" || plan.error.code === "NOT_FOUND";
}
