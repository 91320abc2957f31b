import type { JobState } from "@tabgrid/protocol";
import { Badge } from "@/components/Badge";
import { jobStateView } from "./jobStateView";

/** A job's state as a word; its meaning shows on hover. */
export function JobStateBadge({ state, testId }: { state: JobState; testId?: string }) {
	const { tone, meaning } = jobStateView[state];
	return (
		<Badge dot tone={tone} title={meaning} data-testid={testId} data-state={state}>
			{state}
		</Badge>
	);
}
