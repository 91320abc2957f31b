import type { ComponentProps } from "react";
import { cn } from "@/lib/classNames";

/** The keyboard must be able to get to what scrolls by itself. */
const reachable = { tabIndex: 0 };

/** A part of a page that scrolls by itself, with a name. */
export function ScrollRegion({
	label,
	className,
	...others
}: Omit<ComponentProps<"section">, "aria-label" | "tabIndex"> & { label: string }) {
	return (
		<section
			{...reachable}
			{...others}
			aria-label={label}
			className={cn("overflow-y-auto", className)}
		/>
	);
}
