import type { CalibratedOutput } from "@tabgrid/kernels";
import { safetyFactor } from "@tabgrid/kernels";
import type { Comparator } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Badge } from "@/components/Badge";
import { describeComparator } from "@/lib/describeComparator";
import { probeStrings as words } from "@/strings/probe";

/** One output: how far apart it was, what is permitted, and which cheats that catches. */
export function OutputRow({
	output,
	label,
	own,
}: {
	output: CalibratedOutput;
	label: string;
	own: Comparator | undefined;
}) {
	const { name, evidence, spread, lies } = output;
	const tried = (["float16", "int8"] as const).flatMap((rounding) => {
		const times = lies[rounding];
		return times === undefined ? [] : [words.lie(rounding, times)];
	});
	return (
		<li className="space-y-2 py-3 text-sm" data-testid={`probe-${name}`}>
			<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
				<span className="min-w-0 font-medium break-words">{label}</span>
				{evidence ? <Badge>{words.evidence}</Badge> : null}
				{output.insane ? <Badge tone="warn">{words.pinnedShort}</Badge> : null}
			</p>
			<dl className="grid gap-x-6 gap-y-1 sm:grid-cols-3">
				<Fact name={words.apart}>{spread === null ? words.unknown : words.spread(spread.l2)}</Fact>
				<Fact name={words.permitted}>
					<Permitted
						comparator={own ?? output.comparator}
						own={own !== undefined}
						output={output}
					/>
				</Fact>
				{own !== undefined || tried.length === 0 ? null : (
					<Fact name={words.caught}>
						{tried.map((text) => (
							<span key={text} className="block">
								{text}
							</span>
						))}
					</Fact>
				)}
			</dl>
		</li>
	);
}

function Permitted({
	comparator,
	own,
	output: { spread },
}: {
	comparator: Comparator;
	own: boolean;
	output: CalibratedOutput;
}) {
	if (comparator.kind !== "close") return describeComparator(comparator);
	const measured = !own && spread !== null && comparator.l2 >= safetyFactor * spread.l2 * 0.99;
	return (
		<>
			<span className="tabular-nums">{words.spread(comparator.l2)}</span>
			<span className="block text-xs text-ink-3">
				{own
					? words.tightened
					: measured && spread.l2 > 0
						? words.factor(safetyFactor)
						: words.floor}
			</span>
		</>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			<dt className="text-xs text-ink-3">{name}</dt>
			<dd className="break-words tabular-nums">{children}</dd>
		</div>
	);
}
