import type { ReactNode } from "react";
import { Money } from "@/components/Money";
import { count } from "@/lib/count";
import { provideStrings } from "@/strings/provide";
import { trustStrings } from "@/strings/trust";
import type { ProviderState } from "./useProvider";

const text = provideStrings.figures;

/** What came of the work: this visit's and today's shards, and the verdicts and money of all visits. */
export function DockFigures({ state }: { state: ProviderState | null }) {
	// A tab that rests since it was opened has not been told.
	const all = state?.summary;
	const unlinked = all?.wallet === null;
	const figures: readonly { id: string; label: string; title?: string; value: ReactNode }[] = [
		{ id: "done", label: text.visit, value: count(state?.counts.accepted ?? 0) },
		{ id: "today", label: text.today, value: count(state?.donated.today.shards ?? 0) },
		{
			id: "verified",
			label: text.verified,
			value: all ? count(all.replicas.agreed) : text.unknown,
		},
		{
			id: "disputed",
			label: text.disputed,
			value: all ? count(all.replicas.disagreed) : text.unknown,
		},
		{
			id: "earned-visit",
			label: text.earnedVisit,
			value: <Money amount={state?.earnedThisVisit ?? "0"} />,
		},
		{
			id: "earned",
			label: unlinked ? text.earnedUnlinked : text.earned,
			value: all ? <Money amount={all.earned} /> : text.unknown,
		},
		{
			id: "pending",
			label: trustStrings.pending,
			title: trustStrings.pendingMeans,
			value: all ? <Money amount={all.pending} /> : text.unknown,
		},
	];
	return (
		<dl className="grid grid-cols-2 gap-4 sm:grid-cols-4 lg:grid-cols-7">
			{figures.map(({ id, label, title, value }) => (
				<div key={id} title={title}>
					<dt className="text-[0.8125rem] text-ink-3">{label}</dt>
					<dd
						className="tabular mt-0.5 text-lg font-semibold tracking-tight"
						data-testid={`provider-${id}`}
					>
						{value}
					</dd>
				</div>
			))}
		</dl>
	);
}
