"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/lib/classNames";
import { shortId } from "@/lib/shortId";

/** A long identifier, shown short; a press copies the whole of it. */
export function Copyable({
	value,
	label,
	className,
	testId,
}: {
	value: string;
	/** What it is, for a screen reader: "job id". */
	label: string;
	className?: string;
	testId?: string;
}) {
	const [copied, setCopied] = useState(false);
	useEffect(() => {
		if (!copied) return;
		const timer = setTimeout(() => setCopied(false), 1_500);
		return () => clearTimeout(timer);
	}, [copied]);
	const Icon = copied ? Check : Copy;
	return (
		<button
			type="button"
			data-testid={testId}
			data-value={value}
			title={value}
			aria-label={copied ? `Copied the ${label}` : `Copy the ${label} ${shortId(value)}`}
			onClick={() => {
				navigator.clipboard.writeText(value).then(
					() => setCopied(true),
					() => setCopied(false),
				);
			}}
			className={cn(
				"group inline-flex items-center gap-1.5 rounded-sm font-mono text-[0.8125rem] text-ink-2 hover:text-ink",
				className,
			)}
		>
			<span className="truncate">{shortId(value)}</span>
			<Icon
				aria-hidden
				className={cn(
					"size-3 shrink-0",
					copied ? "text-accent" : "text-ink-3 group-hover:text-ink",
				)}
			/>
		</button>
	);
}
