import type { ProviderPhase } from "@tabgrid/kernels/runner";
import { cn } from "@/lib/classNames";

const colours: Readonly<Record<ProviderPhase, string>> = {
	starting: "bg-ink-3",
	calibrating: "bg-info animate-pulse",
	idle: "bg-accent",
	working: "bg-cell-running animate-pulse",
	paused: "border border-line-strong",
	offline: "bg-warn",
	error: "bg-bad",
};

/** A small square like a cell of the grid; the sentence beside it says the same in words. */
export function DockLight({ phase }: { phase: ProviderPhase }) {
	return <span aria-hidden className={cn("size-2.5 shrink-0 rounded-[2px]", colours[phase])} />;
}
