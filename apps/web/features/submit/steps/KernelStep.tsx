"use client";
import { useQuery } from "@tanstack/react-query";
import { Boxes, ChartSpline, ScanText, Shapes } from "lucide-react";
import { Button } from "@/components/Button";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { cn } from "@/lib/classNames";
import { explainError } from "@/lib/explainError";
import { formatBytes } from "@/lib/formatBytes";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import type { ParamForm } from "../params/paramForm";
import { paramFormOf } from "../params/paramForms";
import { type Example, useExamples, useLoadExample } from "../useExamples";

const details: Readonly<Record<string, { bring: string; get: string; Icon: typeof Boxes }>> = {
	"ocr-lines": {
		bring: "Pictures of single lines (PNG, JPEG, WebP).",
		get: "A JSON file with the text of each line and its confidence.",
		Icon: ScanText,
	},
	"onnx-batch": {
		bring: "A model (.onnx) and its inputs (.npy, .npz or JSON).",
		get: "An .npz archive with every output of the whole batch.",
		Icon: Boxes,
	},
	mandelbrot: {
		bring: "A place in the plane, a depth and a size.",
		get: "A picture (PNG).",
		Icon: Shapes,
	},
	"monte-carlo": {
		bring: "An option's terms and a number of paths.",
		get: "Its price with standard error, beside Black and Scholes' (JSON).",
		Icon: ChartSpline,
	},
};

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
	onFormExample: (kernel: string, example: ParamForm["example"]) => void;
}) {
	const matcher = useMatcher();
	const kernels = useQuery({ queryKey: matcherKeys.kernels, queryFn: () => matcher.kernels() });
	const examples = useExamples();
	const load = useLoadExample();
	if (kernels.isPending) return <SkeletonRows rows={2} label="Loading the kernels" />;
	if (kernels.isError)
		return (
			<QueryError error={kernels.error} what="the kernels" retry={() => void kernels.refetch()} />
		);
	return (
		<ul className="grid gap-4 p-4 sm:p-5 md:grid-cols-2">
			{kernels.data.kernels.map((kernel) => {
				const detail = details[kernel.id];
				const Icon = detail?.Icon ?? Boxes;
				const form = paramFormOf(kernel.id);
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
									<dt className="w-14 shrink-0 text-ink-3">Bring</dt>
									<dd>{detail?.bring ?? "Files of its own kind."}</dd>
								</div>
								<div className="flex gap-2">
									<dt className="w-14 shrink-0 text-ink-3">Get</dt>
									<dd>{detail?.get ?? "One file."}</dd>
								</div>
								<div className="flex gap-2">
									<dt className="w-14 shrink-0 text-ink-3">Model</dt>
									<dd>{kernel.model ? `built in, ${formatBytes(kernel.model.bytes)}` : "yours"}</dd>
								</div>
							</dl>
						</div>
						<div className="flex flex-wrap gap-2 border-t border-line p-3">
							<Button
								size="sm"
								data-testid={`kernel-${kernel.id}`}
								onClick={() => onChoose(kernel.id)}
							>
								{form ? "Choose the numbers" : "Use my files"}
							</Button>
							{form ? (
								<Button
									size="sm"
									variant="secondary"
									title={form.example.title}
									data-testid={`example-${kernel.id}`}
									onClick={() => onFormExample(kernel.id, form.example)}
								>
									Try the example
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
													toast.failed("The example did not load", explainError(error).message),
											})
										}
									>
										Try the example
									</Button>
								))}
						</div>
					</li>
				);
			})}
		</ul>
	);
}
