"use client";
import { useEffect, useState } from "react";
import { relativeTime } from "@/lib/relativeTime";

/** A moment as its distance from now, kept current; the exact time shows on hover. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 5_000);
		return () => clearInterval(timer);
	}, []);
	return (
		<time
			dateTime={new Date(at).toISOString()}
			onPointerEnter={({ currentTarget }) => {
				currentTarget.title = new Date(at).toLocaleString();
			}}
			className={className}
			suppressHydrationWarning
		>
			{relativeTime(at, now)}
		</time>
	);
}
