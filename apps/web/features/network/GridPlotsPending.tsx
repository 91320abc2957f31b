import { Skeleton } from "@/components/Skeleton";
import { networkStrings } from "@/strings/network";

/** As high as the plots, so that nothing moves when they come. */
export function GridPlotsPending() {
	return (
		<div role="status" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
			<span className="sr-only">{networkStrings.loadingPlots}</span>
			{["a", "b", "c", "d"].map((key) => (
				<Skeleton key={key} className="h-60 rounded-lg" />
			))}
			<Skeleton className="col-span-full h-11 rounded-lg" />
		</div>
	);
}
