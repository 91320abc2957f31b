"use client";
import { HoldNotice } from "@/features/provide/HoldNotice";
import { RecentPlot, rateNow } from "@/features/provide/RecentPlot";
import { useProvider } from "@/features/provide/useProvider";
import { count } from "@/lib/count";
import { provideStrings } from "@/strings/provide";
import { DonateControls } from "./DonateControls";
import { DonateFigures } from "./DonateFigures";
import { PulseField } from "./PulseField";
import { WallClock } from "./WallClock";
import { WorkNow } from "./WorkNow";

const text = provideStrings.donate;

/**
 * What this browser gives, for a second screen: it fills the window, says what is computed now, and
 * lights a square for each shard. `data-immersive` makes the site's frame step aside.
 */
export function DonateView() {
	const { state } = useProvider();
	const today = state?.donated.today.shards ?? 0;
	const recent = state?.recent;
	return (
		<main
			id="main"
			data-immersive
			data-testid="donate-view"
			className="relative flex min-h-dvh flex-col overflow-hidden bg-bg"
		>
			<PulseField own={state?.counts.accepted ?? null} />
			<header className="relative flex bg-linear-to-b from-bg to-transparent flex-wrap items-center justify-between gap-3 px-5 py-4 sm:px-8 sm:py-6">
				<WallClock />
				<DonateControls state={state} />
			</header>
			<section className="relative flex flex-1 flex-col items-center justify-center px-5 py-6 text-center">
				<h1 className="eyebrow">{text.heading}</h1>
				<p
					className="tabular mt-2 text-[clamp(5.5rem,24vw,15rem)] leading-[0.95] font-semibold tracking-[-0.045em]"
					data-testid="donate-today"
				>
					{count(today)}
				</p>
				<p className="mt-2 text-lg text-ink-2 sm:text-2xl">{text.today(today)}</p>
				<WorkNow state={state} />
				<div className="w-full max-w-xl text-left">
					<HoldNotice state={state} />
				</div>
			</section>
			<footer className="relative bg-linear-to-t from-bg from-60% to-transparent px-5 pt-10 pb-6 sm:px-8 sm:pb-8">
				<div className="mx-auto max-w-6xl">
					<div className="tabular flex items-baseline justify-between gap-4 text-[0.8125rem] text-ink-2">
						<h2 className="font-medium">{provideStrings.plot.title}</h2>
						<span>{provideStrings.plot.rate(recent ? rateNow(recent) : 0)}</span>
					</div>
					<RecentPlot recent={recent ?? nothing} className="mt-2 [&>svg]:h-20 sm:[&>svg]:h-28" />
					<DonateFigures state={state} />
				</div>
			</footer>
		</main>
	);
}

const nothing: readonly number[] = Array(60).fill(0);
