"use client";
import { Logo } from "@/components/Logo";
import { useNow } from "@/lib/useNow";

/** The time of day, which a second screen may as well tell. */
export function WallClock() {
	const now = useNow();
	const time =
		now === 0
			? ""
			: new Date(now).toLocaleTimeString("en", {
					hour: "2-digit",
					minute: "2-digit",
					hour12: false,
				});
	return (
		<p className="flex h-10 items-center gap-3">
			<Logo className="size-6" />
			<time className="tabular min-w-14 text-xl font-medium tracking-tight">{time}</time>
		</p>
	);
}
