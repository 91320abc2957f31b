"use client";
import { useQuery } from "@tanstack/react-query";
import { Button, ButtonLink } from "@/components/Button";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { kernelIcon } from "@/features/kernels/kernelIcons";
import { cn } from "@/lib/classNames";
import { explainError } from "@/lib/explainError";
import { formatBytes } from "@/lib/formatBytes";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { kernelStrings, unknownKernel } from "@/strings/kernels";
import { wizardStrings } from "@/strings/wizard";
import type { FormExample } from "../params/paramForm";
import { paramFormOf } from "../params/paramForms";
import { type Example, useExamples, useLoadExample } from "../useExamples";

/** Chooses what is to be computed, or an example with its files. */
export function KernelStep({
	chosen,
	onChoose,
	onExample,
	onFormExample,
}: {
	chosen: string | null;
	onChoose: (kernel: string) => void;
	onExample: (example: Example, files: readonly File[]) => void;
	onFormExample: (kernel: string, example: FormExample) => void;
}) {
	const matcher = useMatcher();
	const kernels = useQuery({ queryKey: matcherKeys.kernels, queryFn: () => matcher.kernels() });
	const examples = useExamples();
	const load = useLoadExample();
	if (kernels.isPending) return <SkeletonRows rows={2} label={wizardStrings.loadingKernels} />;
	if (kernels.isError)
		return (
			<QueryError
				error={kernels.error}
				what={wizardStrings.kernels}
				retry={() => void kernels.refetch()}
			/>
		);
	return (
		<ul className="grid gap-4 p-4 sm:p-5 md:grid-cols-2">
			{kernels.data.kernels.map((kernel) => {
				const detail = kernelStrings[kernel.id] ?? unknownKernel;
				const Icon = kernelIcon(kernel.id);
				const form = paramFormOf(kernel.id);
				const formExample = form?.example;
				return (
					<li
						key={kernel.id}
						className={cn(
							"flex flex-col rounded-lg border",
							kernel.id === chosen ? "border-accent ring-1 ring-accent" : "border-line",
						)}
					>
						<div className="flex-1 p-4">
							<Icon aria-hidden className="mb-3 size-5 text-accent" />
							<h3 className="font-semibold">{kernel.title}</h3>
							<p className="mt-1 text-sm text-ink-2">{kernel.summary}</p>
							<dl className="mt-3 space-y-1 text-[0.8125rem]">
								<div className="flex gap-2">
									<dt className="w-14 shrink-0 text-ink-3">{wizardStrings.bring}</dt>
									<dd>{detail.bring}</dd>
								</div>
								<div className="flex gap-2">
									<dt className="w-14 shrink-0 text-ink-3">{wizardStrings.get}</dt>
									<dd>{detail.get}</dd>
								</div>
								<div className="flex gap-2">
									<dt className="w-14 shrink-0 text-ink-3">{wizardStrings.model}</dt>
									<dd>
										{kernel.model
											? wizardStrings.builtIn(formatBytes(kernel.model.bytes))
											: wizardStrings.yours}
									</dd>
								</div>
							</dl>
						</div>
						<div className="flex flex-wrap gap-2 border-t border-line p-3">
							<Button
								size="sm"
								data-testid={`kernel-${kernel.id}`}
								onClick={() => onChoose(kernel.id)}
							>
								{form && !form.withFiles ? wizardStrings.chooseNumbers : wizardStrings.useFiles}
							</Button>
							{formExample ? (
								<Button
									size="sm"
									variant="secondary"
									title={formExample.title}
									data-testid={`example-${kernel.id}`}
									onClick={() => onFormExample(kernel.id, formExample)}
								>
									{wizardStrings.tryExample}
								</Button>
							) : null}
							{examples.data
								?.filter((example) => example.kernel === kernel.id)
								.map((example) => (
									<Button
										key={example.id}
										size="sm"
										variant="secondary"
										title={example.summary}
										data-testid={`example-${example.id}`}
										busy={load.isPending && load.variables.id === example.id}
										onClick={() =>
											load.mutate(example, {
												onSuccess: (files) => onExample(example, files),
												onError: (error) =>
													toast.failed(wizardStrings.exampleFailed, explainError(error).message),
											})
										}
									>
										{wizardStrings.tryExample}
									</Button>
								))}
							<ButtonLink
								size="sm"
								variant="quiet"
								className="ml-auto"
								href={`/kernels/${kernel.id}`}
							>
								{wizardStrings.learnMore}
							</ButtonLink>
						</div>
					</li>
				);
			})}
		</ul>
	);
}
