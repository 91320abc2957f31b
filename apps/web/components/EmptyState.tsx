import type { ReactNode } from "react";

/** Says that there is nothing here yet, and what would put something here. */
export function EmptyState({
	title,
	heading: Heading = "p",
	children,
	actions,
	testId,
}: {
	title: string;
	/** The page's own heading, where the page has nothing else to say. */
	heading?: "h1" | "p";
	children?: ReactNode;
	actions?: ReactNode;
	testId?: string;
}) {
	return (
		<div data-testid={testId} className="flex flex-col items-center gap-2 px-6 py-12 text-center">
			<svg aria-hidden="true" viewBox="0 0 44 44" className="mb-1 size-11 text-line-strong">
				{[0, 16, 32].flatMap((y) =>
					[0, 16, 32].map((x) => (
						<rect
							key={`${x}-${y}`}
							x={x + 1}
							y={y + 1}
							width="10"
							height="10"
							rx="1"
							fill="none"
							stroke="currentColor"
							strokeDasharray="2 2"
						/>
					)),
				)}
			</svg>
			<Heading className="font-medium">{title}</Heading>
			{children ? <div className="max-w-md text-sm text-ink-2">{children}</div> : null}
			{actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
		</div>
	);
}
