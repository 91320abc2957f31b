import { type AnyKernel, builtinModels, kernels } from "@tabgrid/kernels";
import { ArrowRight } from "lucide-react";
import { Link } from "@/components/Link";
import { Page, PageHeader } from "@/components/Page";
import { formatBytes } from "@/lib/formatBytes";
import { kernelPageStrings, kernelStrings, unknownKernel } from "@/strings/kernels";
import { kernelIcon } from "./kernelIcons";

/** Every kernel that this grid runs, each with the way to its page. */
export function KernelList() {
	return (
		<Page>
			<PageHeader title={kernelPageStrings.title}>{kernelPageStrings.lead}</PageHeader>
			<ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
				{kernels.map((kernel) => (
					<KernelCard key={kernel.id} kernel={kernel} />
				))}
			</ul>
		</Page>
	);
}

function KernelCard({ kernel }: { kernel: AnyKernel }) {
	const Icon = kernelIcon(kernel.id);
	const words = kernelStrings[kernel.id] ?? unknownKernel;
	return (
		<li className="group relative flex flex-col rounded-lg border border-line bg-surface p-4 hover:border-line-strong sm:p-5">
			<Icon aria-hidden className="mb-3 size-5 text-accent" />
			<h2 className="text-[0.9375rem] font-semibold">
				<Link href={`/kernels/${kernel.id}`} className="after:absolute after:inset-0">
					{kernel.title}
				</Link>
			</h2>
			<p className="mt-1 flex-1 text-sm text-ink-2">{kernel.summary}</p>
			<dl className="mt-4 space-y-1 border-t border-line pt-3 text-[0.8125rem]">
				<Row name={kernelPageStrings.bring}>{words.bring}</Row>
				<Row name={kernelPageStrings.get}>{words.get}</Row>
				<Row name={kernelPageStrings.model}>
					{kernel.model.kind === "builtin"
						? kernelPageStrings.builtIn(formatBytes(builtinModels[kernel.model.name].bytes))
						: kernelPageStrings.yours}
				</Row>
			</dl>
			<ArrowRight
				aria-hidden
				className="absolute top-5 right-5 size-4 text-ink-3 transition-transform group-hover:translate-x-0.5"
			/>
		</li>
	);
}

function Row({ name, children }: { name: string; children: string }) {
	return (
		<div className="flex gap-2">
			<dt className="w-14 shrink-0 text-ink-3">{name}</dt>
			<dd className="min-w-0">{children}</dd>
		</div>
	);
}
