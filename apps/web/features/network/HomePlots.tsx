"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Skeleton } from "@/components/Skeleton";
import { networkStrings } from "@/strings/network";

const { plots, loadingPlots } = networkStrings;

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

/** As high as the plots, so that nothing moves when they come. */
export function GridPlotsPending() {
	return (
		<div role="status" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
			<span className="sr-only">{loadingPlots}</span>
			{["a", "b", "c", "d"].map((key) => (
				<Skeleton key={key} className="h-56 rounded-lg" />
			))}
			<Skeleton className="col-span-full h-11 rounded-lg" />
		</div>
	);
}
