import type { ReactNode } from "react";
import { Card } from "@/components/Card";

/** A small plot with its name, its figure now and a sentence about it; always equally high. */
export function PlotCard({
	title,
	value,
	hint,
	children,
	testId,
}: {
	title: string;
	value: ReactNode;
	hint: ReactNode;
	children: ReactNode;
	testId: string;
}) {
	return (
		<Card className="flex h-60 min-w-0 flex-col px-4 py-3.5 sm:px-5" data-testid={testId}>
			<h3 className="text-[0.8125rem] text-ink-3">{title}</h3>
			<p className="tabular mt-0.5 text-xl leading-tight font-semibold tracking-tight">{value}</p>
			<div className="mt-4">{children}</div>
			<p className="mt-auto line-clamp-2 pt-2 text-xs text-ink-3">{hint}</p>
		</Card>
	);
}
