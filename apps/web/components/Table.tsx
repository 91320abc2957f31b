import type { ComponentProps } from "react";
import { ScrollRegion } from "@/components/ScrollRegion";
import { cn } from "@/lib/classNames";

/** A table that scrolls sideways by itself rather than widening the page. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
	return (
		<ScrollRegion label={label} className="overflow-x-auto">
			<table
				aria-label={label}
				className={cn(
					"w-full border-collapse text-left text-sm [&_tbody_tr:last-child_td]:border-b-0",
					className,
				)}
				{...props}
			/>
		</ScrollRegion>
	);
}

export function Th({ className, ...props }: ComponentProps<"th">) {
	return (
		<th
			scope="col"
			className={cn(
				"border-b border-line px-3 py-2 text-xs font-medium whitespace-nowrap text-ink-3 first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5",
				className,
			)}
			{...props}
		/>
	);
}

export function Td({ className, ...props }: ComponentProps<"td">) {
	return (
		<td
			className={cn(
				"border-b border-line px-3 py-2.5 align-middle first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5",
				className,
			)}
			{...props}
		/>
	);
}
