"use client";
import type { Address, GridConfig, ProviderId } from "@tabgrid/protocol";
import { useState } from "react";
import { Button } from "@/components/Button";
import { CardBody } from "@/components/Card";
import { ReadinessNotice } from "@/features/wallet/ReadinessNotice";
import { useReadiness } from "@/features/wallet/useReadiness";
import { useTokenBalance } from "@/features/wallet/useTokenBalance";
import { stakeStrings as words } from "@/strings/stake";
import { AddStake } from "./AddStake";
import { LeavingStake } from "./LeavingStake";
import { NoticeQuestion } from "./NoticeQuestion";
import { StakeFigure } from "./StakeFigure";
import type { StakeStanding } from "./stakeStanding";
import { useChangeStake } from "./useChangeStake";

/** The connected wallet's stake: what it is, what it buys, what can be lost, and what can be done. */
export function OwnStake({
	providerId,
	grid,
	standing,
	aheadMs,
}: {
	providerId: ProviderId;
	grid: GridConfig & { stakes: Address };
	standing: StakeStanding;
	/** By how much the chain's clock is ahead of this machine's. */
	aheadMs: number;
}) {
	const changing = useChangeStake(providerId, grid);
	const readiness = useReadiness(0n);
	const held = useTokenBalance().data?.tokens;
	// The field says that there is nothing to stake; that there is no gas either comes after that.
	const empty = standing.kind === "none" && readiness.kind === "noGas" && held === 0n;
	const [adding, setAdding] = useState(false);
	const [asking, setAsking] = useState(false);
	const { change, busy, step } = changing;
	const stays = standing.kind === "none" ? 0n : standing.stays;
	const leaves = standing.kind === "leaving" || standing.kind === "ready";
	const ready = readiness.kind === "ready";
	const add = (amount: bigint) =>
		change({ kind: "add", amount }, { onSuccess: () => setAdding(false) });
	const form = (
		<AddStake
			providerId={providerId}
			stays={stays}
			step={busy === "add" ? step : null}
			disabled={!ready || busy !== null}
			onAdd={add}
		/>
	);
	return (
		<CardBody className="space-y-4">
			{standing.kind === "none" ? (
				<p className="text-sm text-ink-2">{words.why}</p>
			) : (
				<StakeFigure amount={standing.amount} stays={stays} />
			)}
			{leaves ? (
				<LeavingStake stake={standing} aheadMs={aheadMs} disabled={!ready} changing={changing} />
			) : null}
			{busy === null && !empty && readiness.kind !== "tooFewTokens" ? (
				<ReadinessNotice readiness={readiness} amount={0n} purpose="stake" />
			) : null}
			{standing.kind === "none" || adding ? form : null}
			{standing.kind === "none" ? null : (
				<div className="flex flex-wrap gap-2">
					<Button
						size="sm"
						variant="secondary"
						aria-expanded={adding}
						disabled={busy === "add"}
						data-testid="stake-more"
						onClick={() => setAdding(!adding)}
					>
						{adding ? words.add.close : words.add.open}
					</Button>
					{stays === 0n ? null : (
						<Button
							size="sm"
							variant="secondary"
							busy={busy === "notice"}
							disabled={!ready || busy !== null}
							data-testid="stake-take-back"
							onClick={() => setAsking(true)}
						>
							{busy === "notice" && step !== null ? words.steps[step] : words.notice.open}
						</Button>
					)}
				</div>
			)}
			<p className="text-[0.8125rem] text-ink-3">{words.risk}</p>
			<NoticeQuestion
				open={asking}
				onOpenChange={setAsking}
				stays={stays}
				leaving={leaves ? standing.leaving : 0n}
				aheadMs={aheadMs}
				onConfirm={(amount) => {
					setAsking(false);
					change({ kind: "notice", amount });
				}}
			/>
		</CardBody>
	);
}
