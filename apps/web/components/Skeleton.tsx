import { cn } from "@/lib/classNames";

/** A place that will hold something soon. */
export function Skeleton({ className }: { className?: string }) {
	return <div aria-hidden className={cn("animate-pulse rounded bg-sunken", className)} />;
}

/** Rows of a list that is being fetched, announced once to a screen reader. */
export function SkeletonRows({ rows = 4, label = "Loading" }: { rows?: number; label?: string }) {
	return (
		<div role="status" aria-busy="true" className="space-y-3 px-4 py-4 sm:px-5">
			<span className="sr-only">{label}</span>
			{Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
				<Skeleton key={key} className="h-9 w-full" />
			))}
		</div>
	);
}
