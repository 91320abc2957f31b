import { Money } from "@/components/Money";
import type { ProviderState } from "./useProvider";

/** What came of the work: this visit's shards, and the verdicts and money of all visits. */
export function DockFigures({ state }: { state: ProviderState | null }) {
	const all = state?.summary?.replicas;
	const figures = [
		{ id: "done", label: "Done this visit", value: state?.counts.accepted ?? 0 },
		{ id: "verified", label: "Verified, in all", value: all?.agreed ?? 0 },
		{ id: "disputed", label: "Disputed, in all", value: all?.disagreed ?? 0 },
		{
			id: "earned",
			label: state?.summary?.wallet === null ? "Earned, not linked yet" : "Earned, in all",
			value: <Money amount={state?.summary?.earned ?? "0"} />,
		},
	];
	return (
		<dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
			{figures.map(({ id, label, value }) => (
				<div key={id}>
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
