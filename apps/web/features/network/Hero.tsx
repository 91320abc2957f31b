import { ArrowRight } from "lucide-react";
import { ButtonLink } from "@/components/Button";
import { homeStrings } from "@/strings/home";
import { HeroGrid } from "./HeroGrid";

const text = homeStrings.hero;

/** What this is, in one breath, and the two things a visitor can do. */
export function Hero() {
	return (
		<section className="relative overflow-hidden border-b border-line">
			<div className="mx-auto grid max-w-6xl items-center gap-10 px-4 py-12 sm:px-6 sm:py-16 lg:grid-cols-[minmax(0,1fr)_25rem]">
				<div>
					<h1 className="max-w-xl text-[2rem] leading-[1.12] font-semibold tracking-tight sm:text-[2.75rem]">
						{text.title}
					</h1>
					<p className="mt-4 max-w-xl text-[1.0625rem] text-ink-2">{text.text}</p>
					<div className="mt-7 flex flex-wrap gap-3">
						<ButtonLink href="/jobs/new" size="lg" data-testid="submit-job">
							{text.submit} <ArrowRight aria-hidden />
						</ButtonLink>
						<ButtonLink href="/jobs" size="lg" variant="secondary">
							{text.see}
						</ButtonLink>
					</div>
				</div>
				<HeroGrid />
			</div>
		</section>
	);
}
