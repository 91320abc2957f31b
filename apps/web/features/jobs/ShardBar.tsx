import type { ShardCounts } from "@tabgrid/protocol";
import { cn } from "@/lib/classNames";

const parts = [
	["verified", "bg-cell-verified"],
	["disputed", "bg-cell-disputed"],
	["failed", "bg-cell-failed"],
	["running", "bg-cell-running"],
] as const;

/** A job's shards as one bar, each state as wide as its share. */
export function ShardBar({
	shards,
	total,
	className,
}: {
	shards: ShardCounts;
	total: number;
	className?: string;
}) {
	return (
		<div
			role="img"
			aria-label={`${shards.verified} of ${total} shards verified`}
			className={cn("flex h-1.5 overflow-hidden rounded-[2px] bg-cell-pending", className)}
		>
			{parts.map(([state, colour]) => (
				<span
					key={state}
					className={cn("transition-[width] duration-300", colour)}
					style={{ width: `${(shards[state] / Math.max(total, 1)) * 100}%` }}
				/>
			))}
		</div>
	);
}
