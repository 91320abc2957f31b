import { arithmeticStrings as words } from "@/strings/arithmetic";
import type { ConversionFacts } from "./arithmetic";

/** What making a network exact cost: how much of its output, how many answers, how much time. */
export function ConversionCost({
	facts: { arithmetic, relative, sameBest, rows, classes, examples, leftOut, slower },
}: {
	facts: ConversionFacts;
}) {
	const figures = [
		{ id: "loss", name: words.loss, value: words.lossText(relative) },
		...(classes > 1
			? [{ id: "best", name: words.best, value: words.bestText(Math.round(sameBest * rows), rows) }]
			: []),
		{
			id: "time",
			name: words.time,
			value: slower === null ? words.timeUnknown : words.timeText(slower),
		},
	];
	return (
		<div className="rounded-lg border border-line" data-testid="conversion-cost">
			<p className="border-b border-line px-4 py-2.5 text-sm font-medium">
				{words.convertedTitle(arithmetic)}
			</p>
			<dl className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-3">
				{figures.map(({ id, name, value }) => (
					<div key={id} data-testid={`conversion-${id}`}>
						<dt className="text-xs text-ink-3">{name}</dt>
						<dd className="tabular text-sm font-medium">{value}</dd>
					</div>
				))}
			</dl>
			<p className="space-x-1 px-4 pb-3 text-[0.8125rem] text-ink-3">
				<span>{words.examples(examples.rows, examples.of)}</span>
				{leftOut === null ? null : <span>{words.leftOut(leftOut)}</span>}
			</p>
		</div>
	);
}
