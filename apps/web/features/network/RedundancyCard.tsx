"use client";
import type { NetworkHistory, Redundancy } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { TimePlot } from "@/components/charts/TimePlot";
import { Stat } from "@/components/Stat";
import { momentOf } from "@/lib/moment";
import { networkStrings } from "@/strings/network";
import { historyPlots, historyTotals } from "./historyPlots";
import { useNetwork } from "./useNetwork";

const { redundancy: text } = networkStrings;
const nothing: Redundancy = { verified: 0, replicas: 0 };
const ratio = ({ verified, replicas }: Redundancy) =>
	verified === 0 ? text.none : (replicas / verified).toFixed(2);

/** How many replicas each verified shard really took, over the last day and over time. */
export function RedundancyCard({ history }: { history: NetworkHistory }) {
	const measured = useNetwork().data?.redundancy;
	const totals = historyTotals(history);
	const stats = [
		{ label: text.day, of: measured?.lastDay ?? nothing, testId: "redundancy-day" },
		{ label: text.range, of: totals, testId: "redundancy-range" },
		{ label: text.all, of: measured?.all ?? nothing, testId: "redundancy-all" },
	];
	return (
		<Card data-testid="redundancy">
			<CardHeader title={text.title} hint={text.hint} />
			<dl className="grid grid-cols-3 divide-x divide-line border-b border-line">
				{stats.map(({ label, of, testId }) => (
					<Stat
						key={label}
						label={label}
						value={ratio(of)}
						hint={text.replicas(of.replicas, of.verified)}
						testId={testId}
					/>
				))}
			</dl>
			<CardBody>
				<TimePlot
					label={text.plot}
					points={historyPlots.redundancy(history)}
					format={(value) => value.toFixed(2)}
					formatTime={momentOf(history.pointMs)}
					tone="warn"
				/>
			</CardBody>
		</Card>
	);
}
