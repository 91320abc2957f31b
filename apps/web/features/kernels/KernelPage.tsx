import type { AnyKernel } from "@tabgrid/kernels";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Link } from "@/components/Link";
import { Page, PageHeader } from "@/components/Page";
import { kernelPageStrings, kernelStrings } from "@/strings/kernels";
import { KernelComparison } from "./KernelComparison";
import { KernelFactsCard } from "./KernelFactsCard";
import { KernelParams } from "./KernelParams";
import { KernelSpeed } from "./KernelSpeed";

/** What a kernel does, takes, costs and shows to strangers, and how its results are compared. */
export function KernelPage({ kernel }: { kernel: AnyKernel }) {
	const words = kernelStrings[kernel.id];
	return (
		<Page>
			<Link
				href="/kernels"
				className="mb-3 inline-flex items-center gap-1.5 text-[0.8125rem] text-ink-2 hover:text-ink"
			>
				<ArrowLeft aria-hidden className="size-3.5" /> {kernelPageStrings.all}
			</Link>
			<PageHeader
				title={kernel.title}
				actions={
					<>
						<ButtonLink href={`/jobs/new?kernel=${kernel.id}`} variant="secondary">
							{kernelPageStrings.start}
						</ButtonLink>
						<ButtonLink href={`/jobs/new?example=${kernel.id}`} data-testid="kernel-example">
							{kernelPageStrings.example}
						</ButtonLink>
					</>
				}
			>
				{kernel.summary}
			</PageHeader>
			<div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
				<div className="grid min-w-0 grid-cols-1 gap-4">
					{words ? (
						<Card>
							<CardHeader title={kernelPageStrings.what} />
							<CardBody className="space-y-3 text-sm text-ink-2">
								{words.what.map((paragraph) => (
									<p key={paragraph} className="max-w-[68ch]">
										{paragraph}
									</p>
								))}
							</CardBody>
						</Card>
					) : null}
					<KernelComparison kernel={kernel} />
					<KernelParams kernel={kernel} />
					{words ? (
						<>
							<KernelSpeed kernel={kernel.id} cost={words.cost} />
							<Words title={kernelPageStrings.seen}>{words.seen}</Words>
						</>
					) : null}
				</div>
				<KernelFactsCard kernel={kernel} />
			</div>
		</Page>
	);
}

function Words({ title, children }: { title: string; children: ReactNode }) {
	return (
		<Card>
			<CardHeader title={title} />
			<CardBody className="text-sm text-ink-2">
				<p className="max-w-[68ch]">{children}</p>
				<p className="mt-2 max-w-[68ch] text-ink-3">{kernelPageStrings.seenByAll}</p>
			</CardBody>
		</Card>
	);
}
