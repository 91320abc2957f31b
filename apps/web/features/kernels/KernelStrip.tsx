import { kernels } from "@tabgrid/kernels";
import { ArrowRight } from "lucide-react";
import { Link } from "@/components/Link";
import { kernelPageStrings } from "@/strings/kernels";
import { kernelIcon } from "./kernelIcons";

/** What the grid can compute, in one row, each with the way to its page. */
export function KernelStrip() {
	return (
		<section aria-labelledby="kernels">
			<div className="mb-4 flex items-baseline justify-between gap-4">
				<h2 id="kernels" className="text-lg font-semibold tracking-tight">
					{kernelPageStrings.home}
				</h2>
				<Link
					href="/kernels"
					className="inline-flex items-center gap-1 text-sm text-ink-2 hover:text-ink"
				>
					{kernelPageStrings.all} <ArrowRight aria-hidden className="size-3.5" />
				</Link>
			</div>
			<ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
				{kernels.map(({ id, title }) => {
					const Icon = kernelIcon(id);
					return (
						<li key={id} className="bg-surface">
							<Link href={`/kernels/${id}`} className="block h-full p-4 hover:bg-sunken">
								<Icon aria-hidden className="mb-2 size-5 text-accent" />
								<span className="text-sm font-medium">{title}</span>
							</Link>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
