import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/Page";
import { HistorySection } from "@/features/network/HistorySection";
import { LeaderboardCard } from "@/features/network/LeaderboardCard";
import { ProvidersNow } from "@/features/network/ProvidersNow";
import { networkStrings } from "@/strings/network";

export const metadata: Metadata = {
	title: networkStrings.title,
	description: networkStrings.intro,
};

export default function NetworkPage() {
	return (
		<Page className="space-y-4">
			<PageHeader title={networkStrings.title}>{networkStrings.intro}</PageHeader>
			<HistorySection />
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<ProvidersNow />
				<LeaderboardCard />
			</div>
		</Page>
	);
}
