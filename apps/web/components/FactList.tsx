import type { ReactNode } from "react";

/** Names with their values, a line each; holds {@link FactRow}s. */
export function FactList({ children }: { children: ReactNode }) {
	return <dl className="divide-y divide-line px-4 text-sm sm:px-5">{children}</dl>;
}

/** One name and its value. */
export function FactRow({
	name,
	strong = false,
	children,
}: {
	name: string;
	strong?: boolean;
	children: ReactNode;
}) {
	return (
		<div className="flex items-baseline justify-between gap-4 py-2">
			<dt className="shrink-0 text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className={strong ? "min-w-0 text-right font-semibold" : "min-w-0 text-right"}>
				{children}
			</dd>
		</div>
	);
}
