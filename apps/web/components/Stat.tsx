import type { ReactNode } from "react";
import { cn } from "@/lib/classNames";

/** A figure with its name; a row of them belongs into a `dl`. */
export function Stat({
	label,
	value,
	hint,
	className,
	testId,
}: {
	label: ReactNode;
	value: ReactNode;
	hint?: ReactNode;
	className?: string;
	testId?: string;
}) {
	return (
		<div className={cn("min-w-0 px-4 py-3.5 sm:px-5", className)}>
			<dt className="text-[0.8125rem] text-ink-3">{label}</dt>
			<dd
				className="tabular mt-1 text-xl leading-tight font-semibold tracking-tight"
				data-testid={testId}
			>
				{value}
			</dd>
			{hint ? <dd className="mt-1 text-xs text-ink-3">{hint}</dd> : null}
		</div>
	);
}
