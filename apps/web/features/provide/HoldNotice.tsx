"use client";
import type { HoldReason } from "@tabgrid/kernels/runner";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { provideStrings } from "@/strings/provide";
import type { Choices } from "./choices/choices";
import { describeHold } from "./describeProvider";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";

/** What to choose so that a reason holds no more. */
const wayOut: Readonly<Record<HoldReason, Partial<Choices>>> = {
	battery: { stopOnBattery: false },
	hidden: { onlyVisible: false },
	"in-use": { onlyIdle: false },
	"idle-unknown": { onlyIdle: false },
	"daily-minutes": { dailyLimit: null },
	"daily-shards": { dailyLimit: null },
	snoozed: { snoozedUntil: null },
	"no-kernels": { declinedKernels: [] },
};

/** Why this browser rests although nobody paused it, and the one click that ends it. */
export function HoldNotice({ state }: { state: ProviderState | null }) {
	const { choose } = useProvider();
	const [pending, run] = usePending();
	const hold = state?.hold;
	if (!hold || state.paused) return null;
	return (
		<Notice
			title={describeHold(hold)}
			testId="provider-hold"
			className="mt-4"
			actions={
				<Button
					size="sm"
					variant="secondary"
					busy={pending}
					data-testid="provider-hold-way-out"
					onClick={() => run(() => choose(wayOut[hold.reason]))}
				>
					{provideStrings.holdWayOut[hold.reason]}
				</Button>
			}
		>
			{hold.reason === "no-kernels" ? null : provideStrings.holdEnds}
		</Notice>
	);
}
