"use client";
import type { NetworkHistory, Stats } from "@tabgrid/protocol";
import { Card } from "@/components/Card";
import { PlotTable } from "@/components/charts/PlotTable";
import { TimePlot } from "@/components/charts/TimePlot";
import { EmptyState } from "@/components/EmptyState";
import { Money } from "@/components/Money";
import { QueryError } from "@/components/QueryError";
import { useStats } from "@/lib/matcher/useDashboard";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { momentOf } from "@/lib/moment";
import { defaultToken, formatMoney } from "@/lib/money";
import type { PlotPoint } from "@/lib/plot";
import { networkStrings } from "@/strings/network";
import { GridPlotsPending } from "./GridPlotsPending";
import { historyPlots, historyTotals } from "./historyPlots";
import { PlotCard } from "./PlotCard";
import { useNetworkHistory } from "./useNetwork";

const { plots, count } = networkStrings;
const percent = (share: number) => `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
const shortMoment = momentOf(60_000);

/** The last hour from the matcher's record, and now from the dashboard's socket. */
export function GridPlots() {
	const history = useNetworkHistory("hour");
	const stats = useStats().data;
	if (history.isPending) return <GridPlotsPending />;
	if (history.data === undefined)
		return (
			<Card className="min-h-60">
				<QueryError
					error={history.error}
					what={networkStrings.retryWhat}
					retry={() => void history.refetch()}
				/>
			</Card>
		);
	return <Plots history={history.data} stats={stats} />;
}

function Plots({ history, stats }: { history: NetworkHistory; stats: Stats | undefined }) {
	const token = useGridConfig().data?.token ?? defaultToken;
	const money = (minor: number) => formatMoney(BigInt(Math.round(minor)), token);
	const totals = historyTotals(history);
	const recorded = history.points.at(-1);
	const now = recorded === undefined ? 0 : recorded.at + recorded.ms;
	const time = (at: number) => (at === now ? plots.now : shortMoment(at));
	/** A line that goes on to what the socket told last. */
	const live = (points: PlotPoint[], value: number | undefined) =>
		value === undefined ? points : [...points, { at: now, value }];
	if (!totals.any && !stats?.providersOnline && !stats?.shards.verifiedLastMinute)
		return (
			<Card className="min-h-60">
				<EmptyState title={plots.emptyTitle} testId="plots-empty">
					{plots.empty}
				</EmptyState>
			</Card>
		);
	const decided = totals.verified + totals.failed;
	return (
		<div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4" data-testid="grid-plots">
			<PlotCard
				title={plots.providers}
				value={count(stats?.providersOnline ?? recorded?.online ?? 0)}
				hint={plots.providersHint}
				testId="plot-providers"
			>
				<TimePlot
					label={plots.providers}
					points={live(historyPlots.online(history), stats?.providersOnline)}
					format={(value) => count(Math.round(value))}
					formatTime={time}
					tone="info"
					className="h-20"
				/>
			</PlotCard>
			<PlotCard
				title={plots.throughput}
				value={count(stats?.shards.verifiedLastMinute ?? recorded?.verified ?? 0)}
				hint={plots.throughputHint}
				testId="plot-throughput"
			>
				<TimePlot
					label={plots.throughput}
					points={live(historyPlots.throughput(history), stats?.shards.verifiedLastMinute)}
					format={(value) => count(Math.round(value))}
					formatTime={time}
					className="h-20"
				/>
			</PlotCard>
			<PlotCard
				title={plots.share}
				value={decided === 0 ? plots.none : percent(totals.verified / decided)}
				hint={plots.shareHint}
				testId="plot-share"
			>
				<TimePlot
					label={plots.share}
					points={historyPlots.share(history)}
					format={percent}
					formatTime={time}
					top={1}
					className="h-20"
				/>
			</PlotCard>
			<PlotCard
				title={plots.paid}
				value={<Money amount={totals.paid} />}
				hint={plots.paidHint}
				testId="plot-paid"
			>
				<TimePlot
					label={plots.paid}
					points={historyPlots.paid(history)}
					format={money}
					formatTime={time}
					shape="bars"
					tone="warn"
					className="h-20"
				/>
			</PlotCard>
			<Card className="col-span-full overflow-hidden [&>details]:border-t-0">
				<PlotTable
					summary={plots.table}
					columns={[plots.time, plots.providers, plots.throughput, plots.share, plots.paid]}
					rows={() =>
						history.points.toReversed().map((point) => ({
							key: point.at,
							cells: [
								shortMoment(point.at),
								count(point.online),
								count(point.verified),
								point.verified + point.failed === 0
									? networkStrings.redundancy.none
									: percent(point.verified / (point.verified + point.failed)),
								<Money key="paid" amount={point.paid} />,
							],
						}))
					}
				/>
			</Card>
		</div>
	);
}
