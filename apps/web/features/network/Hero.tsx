import { ArrowRight } from "lucide-react";
import { ButtonLink } from "@/components/Button";
import { HeroGrid } from "./HeroGrid";

/** What this is, in one breath, and the two things a visitor can do. */
export function Hero() {
	return (
		<section className="relative overflow-hidden border-b border-line">
			<div className="mx-auto grid max-w-6xl items-center gap-10 px-4 py-12 sm:px-6 sm:py-16 lg:grid-cols-[minmax(0,1fr)_25rem]">
				<div>
					<h1 className="max-w-xl text-[2rem] leading-[1.12] font-semibold tracking-tight sm:text-[2.75rem]">
						A compute grid made of browser tabs
					</h1>
					<p className="mt-4 max-w-xl text-[1.0625rem] text-ink-2">
						Open this page and your tab lends its idle power. Submit a batch of work, and
						independent tabs compute it, check each other and are paid by contract. Nobody to ask,
						nobody to trust.
					</p>
					<div className="mt-7 flex flex-wrap gap-3">
						<ButtonLink href="/jobs/new" size="lg" data-testid="submit-job">
							Submit a job <ArrowRight aria-hidden />
						</ButtonLink>
						<ButtonLink href="/jobs" size="lg" variant="secondary">
							See what runs
						</ButtonLink>
					</div>
				</div>
				<HeroGrid />
			</div>
		</section>
	);
}
