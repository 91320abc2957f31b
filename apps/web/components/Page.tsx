import type { ReactNode } from "react";
import { cn } from "@/lib/classNames";

/** A page's body at the site's width; `as="div"` where it is a part of a wider `main`. */
export function Page({
	as: Element = "main",
	children,
	className,
}: {
	as?: "main" | "div";
	children: ReactNode;
	className?: string;
}) {
	return (
		<Element
			id={Element === "main" ? "main" : undefined}
			className={cn("mx-auto w-full max-w-6xl px-4 py-8 sm:px-6", className)}
		>
			{children}
		</Element>
	);
}

/** A page's heading with what can be done at its right. */
export function PageHeader({
	title,
	children,
	actions,
}: {
	title: ReactNode;
	children?: ReactNode;
	actions?: ReactNode;
}) {
	return (
		<header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
			<div className="min-w-0">
				<h1 className="text-2xl font-semibold tracking-tight break-words">{title}</h1>
				{children ? <div className="mt-1 max-w-2xl text-sm text-ink-2">{children}</div> : null}
			</div>
			{actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
		</header>
	);
}
