import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/classNames";

/** A surface that holds one thing. */
export function Card({ className, ...props }: ComponentProps<"section">) {
	return (
		<section className={cn("rounded-lg border border-line bg-surface", className)} {...props} />
	);
}

/** A card's heading, with what belongs at its right. */
export function CardHeader({
	title,
	hint,
	actions,
	className,
}: {
	title: ReactNode;
	hint?: ReactNode;
	actions?: ReactNode;
	className?: string;
}) {
	return (
		<header
			className={cn(
				"flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 sm:px-5",
				className,
			)}
		>
			<div className="min-w-0">
				<h2 className="text-[0.9375rem] font-semibold">{title}</h2>
				{hint ? <p className="mt-0.5 text-[0.8125rem] text-ink-3">{hint}</p> : null}
			</div>
			{actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
		</header>
	);
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
	return <div className={cn("px-4 py-4 sm:px-5", className)} {...props} />;
}
