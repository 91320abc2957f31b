import { Page } from "@/components/Page";
import { KernelStrip } from "@/features/kernels/KernelStrip";
import { GridStats } from "@/features/network/GridStats";
import { Hero } from "@/features/network/Hero";
import { HomePlots } from "@/features/network/HomePlots";
import { HowItWorks } from "@/features/network/HowItWorks";
import { RecentJobs } from "@/features/network/RecentJobs";
import { ThisTab } from "@/features/network/ThisTab";
import { homeStrings } from "@/strings/home";

export default function HomePage() {
	return (
		<main id="main">
			<Hero />
			<Page as="div" className="space-y-10">
				<section aria-labelledby="now">
					<h2 id="now" className="mb-4 text-lg font-semibold tracking-tight">
						{homeStrings.now}
					</h2>
					<div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
						<GridStats />
						<ThisTab />
					</div>
				</section>
				<HomePlots />
				<RecentJobs />
				<KernelStrip />
				<HowItWorks />
			</Page>
		</main>
	);
}
