"use client";
import dynamic from "next/dynamic";
import { Link } from "@/components/Link";
import { networkStrings } from "@/strings/network";
import { GridPlotsPending } from "./GridPlotsPending";

const { plots } = networkStrings;

/** The plots' code comes after the page; until then, their places. */
const GridPlots = dynamic(() => import("./GridPlots").then((module) => module.GridPlots), {
	ssr: false,
	loading: () => <GridPlotsPending />,
});

/** The grid's last hour in four plots. */
export function HomePlots() {
	return (
		<section aria-labelledby="last-hour">
			<div className="mb-4 flex items-baseline justify-between gap-4">
				<h2 id="last-hour" className="text-lg font-semibold tracking-tight">
					{plots.heading}
				</h2>
				<Link href="/network" className="rounded-sm text-sm text-accent hover:underline">
					{plots.more}
				</Link>
			</div>
			<GridPlots />
		</section>
	);
}
