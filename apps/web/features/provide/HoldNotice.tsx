"use client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { provideStrings } from "@/strings/provide";
import { describeHold } from "./describeProvider";
import { holdWayOut } from "./holdWayOut";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";

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
					onClick={() => run(() => choose(holdWayOut[hold.reason]))}
				>
					{provideStrings.holdWayOut[hold.reason]}
				</Button>
			}
		>
			{hold.reason === "no-kernels"
				? null
				: hold.until === null
					? provideStrings.holdEnds
					: provideStrings.holdEndsThen}
		</Notice>
	);
}
