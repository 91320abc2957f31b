"use client";
import { useState } from "react";
import { SelectField, TextField } from "@/components/Field";
import { duration } from "@/lib/relativeTime";
import { provideStrings } from "@/strings/provide";
import { DailyLimit as Limit } from "./choices/choices";
import { SwitchFor } from "./SwitchFor";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";
import { useWanted } from "./useWanted";

const text = provideStrings.when;
const firstLimit: Limit = { unit: "minutes", amount: 60 };

/** How much is enough for a day, and how much of it is done. */
export function DailyLimit({ state }: { state: ProviderState | null }) {
	const { choose } = useProvider();
	const limit = state?.choices.dailyLimit ?? null;
	return (
		<div>
			<SwitchFor
				label={text.limit}
				hint={text.limitHint}
				on={limit !== null}
				change={(on) => choose({ dailyLimit: on ? firstLimit : null })}
				disabled={state === null}
				testId="provider-daily-limit"
			/>
			{state === null || limit === null ? null : <LimitFields state={state} limit={limit} />}
		</div>
	);
}

function LimitFields({ state, limit }: { state: ProviderState; limit: Limit }) {
	const { choose } = useProvider();
	const [unit, wantUnit] = useWanted(limit.unit);
	const [amount, wantAmount] = useWanted(limit.amount);
	/** What is being typed; null while the field shows what holds. */
	const [draft, setDraft] = useState<string | null>(null);
	const [, run] = usePending();
	const typed = Limit.shape.amount.safeParse(Number(draft ?? amount));
	const set = (next: Limit) => {
		wantUnit(next.unit);
		wantAmount(next.amount);
		const takeBack = () => {
			wantUnit(null);
			wantAmount(null);
		};
		run(() => choose({ dailyLimit: next }), takeBack);
	};
	const { shards, computeMs } = state.donated.today;
	const commit = () => {
		if (!typed.success) return;
		setDraft(null);
		if (typed.data !== amount) set({ unit, amount: typed.data });
	};
	return (
		<form
			className="mt-2 grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 pl-12"
			onSubmit={(event) => {
				event.preventDefault();
				commit();
			}}
		>
			<TextField
				label={text.amount}
				inputMode="numeric"
				value={draft ?? String(amount)}
				onValueChange={setDraft}
				onBlur={commit}
				error={typed.success ? undefined : text.badAmount}
				testId="provider-limit-amount"
			/>
			<SelectField
				label={text.unit}
				value={unit}
				onChange={(next) => set({ unit: next, amount: typed.success ? typed.data : amount })}
				options={[
					{ value: "minutes", label: text.minutes },
					{ value: "shards", label: text.shards },
				]}
				testId="provider-limit-unit"
			/>
			<p
				className="tabular col-span-2 mt-1.5 text-[0.8125rem] text-ink-2"
				data-testid="provider-limit-so-far"
			>
				{limit.unit === "shards"
					? text.soFarShards(shards, limit.amount)
					: text.soFarMinutes(duration(computeMs), limit.amount)}
			</p>
		</form>
	);
}
