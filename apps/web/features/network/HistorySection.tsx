"use client";
import { HistoryRange } from "@tabgrid/protocol";
import { useState } from "react";
import { Card } from "@/components/Card";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { networkStrings } from "@/strings/network";
import { KernelShares } from "./KernelShares";
import { RedundancyCard } from "./RedundancyCard";
import { ThroughputCard } from "./ThroughputCard";
import { useNetworkHistory } from "./useNetwork";

const { history: text, retryWhat, loadingPlots } = networkStrings;

/** What the grid did in a time that the visitor chooses. */
export function HistorySection() {
	const [range, setRange] = useState<HistoryRange>("hour");
	const history = useNetworkHistory(range);
	const tabs = HistoryRange.options.map((value) => ({ value, label: text.ranges[value] }));
	return (
		<section aria-label={text.title} className="space-y-4">
			<div className="-mx-1 overflow-x-auto px-1 py-1">
				<Tabs label={text.range} value={range} onChange={setRange} tabs={tabs} />
			</div>
			{history.isPending ? (
				<div role="status" className="space-y-4">
					<span className="sr-only">{loadingPlots}</span>
					<Skeleton className="h-96 rounded-lg" />
					<Skeleton className="h-72 rounded-lg" />
				</div>
			) : history.data === undefined ? (
				<Card className="min-h-96">
					<QueryError error={history.error} what={retryWhat} retry={() => void history.refetch()} />
				</Card>
			) : (
				<>
					<ThroughputCard history={history.data} />
					<div className="grid items-start gap-4 lg:grid-cols-2">
						<RedundancyCard history={history.data} />
						<KernelShares history={history.data} />
					</div>
				</>
			)}
		</section>
	);
}
