"use client";
import { Progress as Primitive } from "@base-ui/react/progress";
import { cn } from "@/lib/classNames";

/**
 * How far something is: `value` of `max`, both in the same unit. `null` means unknown, and so does a
 * `max` of 0: there is nothing to be a part of.
 */
export function Progress({
	value,
	max = 1,
	label,
	className,
}: {
	value: number | null;
	max?: number;
	label: string;
	className?: string;
}) {
	return (
		<Primitive.Root
			value={max > 0 ? value : null}
			max={max > 0 ? max : 1}
			aria-label={label}
			className={cn("w-full", className)}
		>
			<Primitive.Track className="h-1.5 overflow-hidden rounded-[2px] bg-sunken">
				<Primitive.Indicator className="h-full bg-accent transition-[width] duration-300 data-[indeterminate]:w-1/3 data-[indeterminate]:animate-pulse" />
			</Primitive.Track>
		</Primitive.Root>
	);
}
