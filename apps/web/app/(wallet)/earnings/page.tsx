import { ProviderId } from "@tabgrid/protocol";
import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/Page";
import { RedemptionsCard } from "@/features/earnings/RedemptionsCard";
import { SessionKeyCard } from "@/features/earnings/SessionKeyCard";
import { VouchersCard } from "@/features/earnings/VouchersCard";
import { WalletCard } from "@/features/earnings/WalletCard";
import { StakeCard } from "@/features/stake/StakeCard";
import { appStrings } from "@/strings/app";

const words = appStrings.earnings;

export const metadata: Metadata = { title: words.title };

/** `?stake=ID` shows the stake for another provider than this browser's. */
type Search = Promise<{ stake?: string | string[] }>;

export default async function EarningsPage({ searchParams }: { searchParams: Search }) {
	const named = ProviderId.safeParse((await searchParams).stake);
	return (
		<Page>
			<PageHeader title={words.title}>{words.intro}</PageHeader>
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
				<div className="grid min-w-0 gap-4">
					<SessionKeyCard />
					<VouchersCard />
					<RedemptionsCard />
				</div>
				<div className="grid min-w-0 gap-4">
					<WalletCard />
					<StakeCard named={named.data} />
				</div>
			</div>
		</Page>
	);
}
