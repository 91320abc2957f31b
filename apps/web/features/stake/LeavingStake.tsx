"use client";
import { stakeNoticeSeconds } from "@tabgrid/contracts";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { Progress } from "@/components/Progress";
import { duration } from "@/lib/relativeTime";
import { useNow } from "@/lib/useNow";
import { stakeStrings } from "@/strings/stake";
import type { StakeStanding } from "./stakeStanding";
import type { ChangeStake } from "./useChangeStake";

const words = stakeStrings.leaving;
const noticeMs = stakeNoticeSeconds * 1_000;

/** What was given notice for: counting down, or ready to be withdrawn; either way it can be kept. */
export function LeavingStake({
	stake,
	aheadMs,
	disabled,
	changing: { change, busy, step },
}: {
	stake: StakeStanding & { kind: "leaving" | "ready" };
	aheadMs: number;
	disabled: boolean;
	changing: ChangeStake;
}) {
	const { kind, leaving, leavesAt } = stake;
	const now = useNow() + aheadMs;
	const left = Math.max(0, leavesAt - now);
	const ready = kind === "ready";
	const label = (own: "keep" | "withdraw") =>
		busy === own && step !== null ? stakeStrings.steps[step] : words[own];
	return (
		<div
			data-testid="stake-leaving"
			className="space-y-2.5 rounded-md border border-line px-4 py-3 text-sm"
		>
			<p className="font-medium">
				<Money amount={leaving} testId="stake-leaving-amount" />{" "}
				<span className="tabular" suppressHydrationWarning>
					{ready ? words.ready : left === 0 ? words.soon : words.in(duration(left))}
				</span>
			</p>
			{ready ? null : (
				<Progress
					value={noticeMs - Math.min(noticeMs, left)}
					max={noticeMs}
					label={words.progress}
				/>
			)}
			<p className="text-[0.8125rem] text-ink-2">{ready ? words.untilThen : words.meanwhile}</p>
			<div className="flex flex-wrap gap-2">
				{ready ? (
					<Button
						size="sm"
						busy={busy === "withdraw"}
						disabled={disabled || busy !== null}
						data-testid="stake-withdraw"
						onClick={() => change({ kind: "withdraw", amount: leaving })}
					>
						{label("withdraw")}
					</Button>
				) : null}
				<Button
					size="sm"
					variant="secondary"
					busy={busy === "keep"}
					disabled={disabled || busy !== null}
					data-testid="stake-keep"
					onClick={() => change({ kind: "keep", amount: leaving })}
				>
					{label("keep")}
				</Button>
			</div>
		</div>
	);
}
