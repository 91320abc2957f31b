"use client";
import type { NetworkHistory } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { PlotTable } from "@/components/charts/PlotTable";
import { TimePlot } from "@/components/charts/TimePlot";
import { EmptyState } from "@/components/EmptyState";
import { Money } from "@/components/Money";
import { momentOf } from "@/lib/moment";
import { networkStrings } from "@/strings/network";
import { historyPlots, historyTotals } from "./historyPlots";

const { history: text, count } = networkStrings;
const rate = (value: number) =>
	value < 10 ? value.toFixed(1).replace(/\.0$/, "") : count(Math.round(value));

/** How much was verified, and how many were there to do it. */
export function ThroughputCard({ history }: { history: NetworkHistory }) {
	const totals = historyTotals(history);
	const time = momentOf(history.pointMs);
	return (
		<Card data-testid="throughput">
			<CardHeader
				title={text.title}
				hint={
					totals.any ? text.summary(totals.verified, totals.failed, totals.disputed) : text.hint
				}
			/>
			{totals.any ? (
				<CardBody className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
					<div>
						<h3 className="mb-3 text-[0.8125rem] text-ink-3">{text.verified}</h3>
						<TimePlot
							label={text.verified}
							points={historyPlots.throughput(history)}
							format={rate}
							formatTime={time}
							className="h-48"
							testId="throughput-plot"
						/>
					</div>
					<div>
						<h3 className="mb-3 text-[0.8125rem] text-ink-3">{text.online}</h3>
						<TimePlot
							label={text.online}
							points={historyPlots.online(history)}
							format={(value) => count(Math.round(value))}
							formatTime={time}
							tone="info"
							className="h-48"
						/>
					</div>
				</CardBody>
			) : (
				<EmptyState title={text.empty}>{text.emptyHint}</EmptyState>
			)}
			<PlotTable
				summary={text.table}
				testId="history-table"
				columns={[
					text.from,
					text.colVerified,
					text.colFailed,
					text.colReplicas,
					text.colOnline,
					text.colEarned,
				]}
				rows={() =>
					history.points.toReversed().map((point) => ({
						key: point.at,
						cells: [
							time(point.at),
							count(point.verified),
							count(point.failed),
							count(point.agreed + point.disagreed),
							count(point.online),
							<Money key="paid" amount={point.paid} />,
						],
					}))
				}
			/>
		</Card>
	);
}
