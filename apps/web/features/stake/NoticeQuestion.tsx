"use client";
import { stakeNoticeSeconds } from "@tabgrid/contracts";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/Field";
import { Money } from "@/components/Money";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { momentOf } from "@/lib/moment";
import { defaultToken, formatAmount, formatMoney, parseMoney } from "@/lib/money";
import { useNow } from "@/lib/useNow";
import { stakeStrings } from "@/strings/stake";

const words = stakeStrings.notice;
const dayAndClock = momentOf(3_600_000);

/** Asks how much is to leave, and says when it can be withdrawn and what can happen until then. */
export function NoticeQuestion({
	open,
	onOpenChange,
	stays,
	leaving,
	aheadMs,
	onConfirm,
}: {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	/** What notice can be given for, in minor units. */
	stays: bigint;
	/** What is leaving already. */
	leaving: bigint;
	aheadMs: number;
	onConfirm: (amount: bigint) => void;
}) {
	const token = useGridConfig().data?.token ?? defaultToken;
	const now = useNow(open) + aheadMs;
	const form = useId();
	const [typed, setTyped] = useState<string>();
	const text = typed ?? formatAmount(stays, token).replaceAll(",", "");
	const amount = parseMoney(text, token);
	const error =
		amount === null
			? stakeStrings.add.notAmount(token.decimals)
			: amount === 0n
				? words.nothing
				: amount > stays
					? words.tooMuch(formatMoney(stays, token))
					: undefined;
	const change = (next: boolean) => {
		setTyped(undefined);
		onOpenChange(next);
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (amount !== null && error === undefined) {
			setTyped(undefined);
			onConfirm(amount);
		}
	};
	return (
		<Dialog
			open={open}
			onOpenChange={change}
			title={words.title}
			testId="notice-dialog"
			footer={
				<>
					<Button variant="secondary" onClick={() => change(false)}>
						{words.cancel}
					</Button>
					<Button
						type="submit"
						form={form}
						disabled={error !== undefined}
						data-testid="stake-notice"
					>
						{words.confirm}
					</Button>
				</>
			}
		>
			<form id={form} onSubmit={submit} className="space-y-4 text-sm text-ink-2">
				<TextField
					label={words.label}
					suffix={token.symbol}
					inputMode="decimal"
					autoComplete="off"
					value={text}
					onValueChange={setTyped}
					error={error}
					hint={words.all(formatMoney(stays, token))}
					testId="notice-amount"
				/>
				<p className="font-medium text-ink">
					{words.when(dayAndClock(now + stakeNoticeSeconds * 1_000))}
				</p>
				<p>{words.meanwhile}</p>
				{leaving > 0n ? (
					<p>
						{words.anew} <Money amount={leaving} />
					</p>
				) : null}
			</form>
		</Dialog>
	);
}
