import { Unplug } from "lucide-react";
import type { ReactNode } from "react";

/** Where a {@link FloatingLine} may stand: always in the page, so that a screen reader hears it come. */
export function LinePlace({ children }: { children: ReactNode }) {
	return (
		<div
			role="status"
			className="pointer-events-none fixed inset-x-0 top-[4.25rem] z-40 flex justify-center px-4"
		>
			{children}
		</div>
	);
}

/** A line of words under the header. It floats, so that nothing moves when it comes and goes. */
export function FloatingLine({
	testId,
	kind,
	children,
}: {
	testId: string;
	kind: string;
	children: ReactNode;
}) {
	return (
		<div
			data-testid={testId}
			data-kind={kind}
			className="pointer-events-auto flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-warn/40 bg-surface px-4 py-2 text-[0.8125rem] text-ink-2 shadow-raised"
		>
			<Unplug aria-hidden className="size-4 shrink-0 text-warn" />
			{children}
		</div>
	);
}
