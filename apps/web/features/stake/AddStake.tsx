"use client";
import type { ProviderId } from "@tabgrid/protocol";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/Button";
import { TextField } from "@/components/Field";
import { Money } from "@/components/Money";
import { useTokenBalance } from "@/features/wallet/useTokenBalance";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { defaultToken, formatAmount, formatMoney, parseMoney } from "@/lib/money";
import { stakeStrings } from "@/strings/stake";
import { coveredPrice, stakeFor } from "./stakeStanding";
import type { StakeStep } from "./useChangeStake";
import { useUsualPrice } from "./useUsualPrice";

const words = stakeStrings.add;

/** Where an amount to stake is typed, with what it would cover and what the wallet has. */
export function AddStake({
	providerId,
	stays,
	step,
	disabled,
	onAdd,
}: {
	providerId: ProviderId;
	/** What is at stake already and isn't leaving, in minor units. */
	stays: bigint;
	/** How far an addition is; null while none is under way. */
	step: StakeStep | null;
	disabled: boolean;
	onAdd: (amount: bigint) => void;
}) {
	const token = useGridConfig().data?.token ?? defaultToken;
	const held = useTokenBalance().data?.tokens;
	const [text, setText] = useState("");
	const amount = parseMoney(text, token);
	const error = text === "" ? undefined : problem();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (amount !== null && error === undefined && !disabled) onAdd(amount);
	};

	function problem(): string | undefined {
		if (amount === null) return words.notAmount(token.decimals);
		if (amount === 0n) return words.nothing;
		if (held !== undefined && amount > held) return words.tooMuch(formatMoney(held, token));
		return undefined;
	}

	return (
		<form onSubmit={submit} className="space-y-3">
			<TextField
				label={words.label}
				suffix={token.symbol}
				inputMode="decimal"
				autoComplete="off"
				placeholder="0.00"
				value={text}
				onValueChange={setText}
				disabled={step !== null}
				error={error}
				testId="stake-amount"
				hint={
					amount !== null && error === undefined ? (
						<>
							{words.would} <Money amount={coveredPrice(stays + amount)} />
							{words.wouldEnd}
						</>
					) : held === undefined || error !== undefined ? undefined : (
						words.holds(formatMoney(held, token))
					)
				}
			/>
			<UsualPrice
				providerId={providerId}
				stays={stays}
				onUse={(needed) => setText(formatAmount(needed, token).replaceAll(",", ""))}
			/>
			<Button
				type="submit"
				size="sm"
				busy={step !== null}
				disabled={disabled || amount === null || error !== undefined}
				data-testid="stake-submit"
			>
				{step !== null
					? stakeStrings.steps[step]
					: amount === null || error !== undefined
						? words.submit
						: words.submitAmount(formatMoney(amount, token))}
			</Button>
		</form>
	);
}

/** What jobs usually pay, and by a press the amount that is still missing to cover them. */
function UsualPrice({
	providerId,
	stays,
	onUse,
}: {
	providerId: ProviderId;
	stays: bigint;
	onUse: (amount: bigint) => void;
}) {
	const { price, own } = useUsualPrice(providerId);
	const token = useGridConfig().data?.token ?? defaultToken;
	const missing = stakeFor(price) - stays;
	const { usual } = stakeStrings;
	if (missing <= 0n) return null;
	return (
		<p className="text-[0.8125rem] text-ink-2" data-testid="usual-price">
			{own ? usual.own : usual.others} <Money amount={price} />
			{usual.replica}
			<button
				type="button"
				data-testid="stake-usual"
				className="rounded-sm font-medium text-accent underline"
				onClick={() => onUse(missing)}
			>
				{formatMoney(missing, token)}
				{stays > 0n ? usual.more : null}
			</button>
			{usual.covers}
		</p>
	);
}
