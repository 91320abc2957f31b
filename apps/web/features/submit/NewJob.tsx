"use client";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { SkeletonRows } from "@/components/Skeleton";
import { cn } from "@/lib/classNames";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { defaultToken } from "@/lib/money";
import { CostSummary } from "./CostSummary";
import { type Draft, emptyDraft } from "./draft";
import { clearDraft } from "./draftStore";
import { PlanStatus } from "./PlanStatus";
import { paramFormOf } from "./params/paramForms";
import { planRequestOf } from "./planRequest";
import { type Step, StepNav, steps } from "./StepNav";
import { checkSettings } from "./settings";
import { FilesStep } from "./steps/FilesStep";
import { KernelStep } from "./steps/KernelStep";
import { ParamsStep } from "./steps/ParamsStep";
import { ReviewStep } from "./steps/ReviewStep";
import { SettingsStep } from "./steps/SettingsStep";
import { useDraft } from "./useDraft";
import { usePlan } from "./usePlan";
import { type UrlStart, useUrlStart } from "./useUrlStart";

/** What an item is, of kernels whose client may choose how many make a shard. */
const itemWords: Readonly<Record<string, string>> = {
	"ocr-lines": "lines",
	"onnx-batch": "rows",
	"embed-audio": "windows",
};

/**
 * Where the wizard stands: where the person went, if the draft goes that far. A draft that came back
 * after a reload is shown at its files.
 */
function stepToShow(
	chosen: Step | null,
	{ kernel }: Draft,
	reachable: (step: Step) => boolean,
): Step {
	if (kernel === null) return "kernel";
	if (chosen === null) return "files";
	// Settings may be read while the files of an example are still being planned.
	return chosen === "settings" || reachable(chosen) ? chosen : "files";
}

/** The wizard: what, on which files or numbers, on which terms, and the payment. */
export function NewJob() {
	const router = useRouter();
	const grid = useGridConfig().data;
	const { draft, change, ready } = useDraft();
	const [chosenStep, setChosenStep] = useState<Step | null>(null);
	const card = useRef<HTMLElement>(null);
	const { kernel, files, params, settings } = draft;
	const { itemsPerShard } = settings;
	const request = useMemo(
		() => planRequestOf({ kernel, files, params, itemsPerShard }),
		[kernel, files, params, itemsPerShard],
	);
	const plan = usePlan(request);
	const form = paramFormOf(kernel);
	const checked = checkSettings(draft.settings, {
		minPrice: BigInt(grid?.minPricePerReplica ?? "0"),
		minDeadlineSeconds: grid?.minDeadlineSeconds ?? 0,
		token: grid?.token ?? defaultToken,
	});
	const planned = plan.kind === "planned" ? plan : null;
	const terms = checked.ok ? checked.terms : null;
	const done: Record<Step, boolean> = {
		kernel: draft.kernel !== null,
		files: planned !== null,
		settings: terms !== null,
		review: false,
	};
	const reachable = (target: Step) =>
		steps.slice(0, steps.indexOf(target)).every((before) => done[before]);
	const step = stepToShow(chosenStep, draft, reachable);
	const at = steps.indexOf(step);
	const next = steps[at + 1];
	const previous = steps[at - 1];

	/** Goes to a step, and takes the keyboard there: the button that was pressed may be gone. */
	function setStep(target: Step) {
		setChosenStep(target);
		requestAnimationFrame(() => card.current?.focus());
	}

	const starts: UrlStart = {
		onChoose(kernel) {
			change({ kind: "kernel", kernel });
			setStep("files");
		},
		onFormExample(kernel, { title, values }) {
			change({ kind: "kernel", kernel });
			change({ kind: "params", change: values });
			change({ kind: "settings", change: { title } });
			setStep("settings");
		},
		onExample(example, files) {
			change({ kind: "kernel", kernel: example.kernel });
			change({ kind: "files", files });
			change({ kind: "settings", change: { title: example.title } });
			setStep("settings");
		},
	};
	useUrlStart(ready, starts);

	if (!ready) return <SkeletonRows label="Looking for a draft" />;
	return (
		<>
			<div className="flex flex-wrap items-start justify-between gap-x-4">
				<StepNav current={step} reachable={reachable} onGo={setStep} />
				{draft.kernel === null ? null : (
					<Button
						size="sm"
						variant="quiet"
						data-testid="start-over"
						onClick={() => {
							change({ kind: "restore", draft: emptyDraft });
							setStep("kernel");
						}}
					>
						Start over
					</Button>
				)}
			</div>
			<div
				className={cn(
					"grid items-start gap-4",
					step !== "kernel" && "lg:grid-cols-[minmax(0,1fr)_20rem]",
				)}
			>
				<Card ref={card} tabIndex={-1} aria-label="Job" className="scroll-mt-20">
					{step === "kernel" || draft.kernel === null ? (
						<KernelStep chosen={draft.kernel} {...starts} />
					) : step === "files" && form && !form.withFiles ? (
						<ParamsStep
							form={form}
							values={draft.params}
							plan={plan}
							onChange={(params) => change({ kind: "params", change: params })}
						/>
					) : step === "files" ? (
						<FilesStep
							kernel={draft.kernel}
							files={draft.files}
							plan={plan}
							onAdd={(files) => change({ kind: "files", files })}
							onRemove={(name) => change({ kind: "removeFile", name })}
							params={draft.params}
							onParams={(params) => change({ kind: "params", change: params })}
						/>
					) : step === "settings" ? (
						<>
							<SettingsStep
								settings={draft.settings}
								errors={checked.ok ? {} : checked.errors}
								outputs={planned?.summary.outputs ?? []}
								itemWord={itemWords[draft.kernel]}
								{...(grid ? { token: grid.token } : {})}
								onChange={(settings) => change({ kind: "settings", change: settings })}
							/>
							{planned ? null : (
								<div className="px-4 pb-4 sm:px-5">
									<PlanStatus plan={plan} />
								</div>
							)}
						</>
					) : planned && terms ? (
						<ReviewStep
							plan={planned.summary}
							planner={planned.planner}
							terms={terms}
							onPosted={(jobId) => {
								void clearDraft().finally(() => router.push(`/jobs/${jobId}`));
							}}
						/>
					) : null}
					{at > 0 ? (
						<footer className="flex justify-between gap-3 border-t border-line px-4 py-3 sm:px-5">
							{previous ? (
								<Button variant="quiet" onClick={() => setStep(previous)}>
									<ArrowLeft aria-hidden /> Back
								</Button>
							) : null}
							{next ? (
								<Button
									data-testid="next-step"
									disabled={!reachable(next)}
									onClick={() => setStep(next)}
								>
									Continue <ArrowRight aria-hidden />
								</Button>
							) : null}
						</footer>
					) : null}
				</Card>
				{step === "kernel" ? null : <CostSummary plan={plan} terms={terms} />}
			</div>
		</>
	);
}
