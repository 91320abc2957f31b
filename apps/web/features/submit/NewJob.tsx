"use client";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Card } from "@/components/Card";
import { Notice } from "@/components/Notice";
import { SkeletonRows } from "@/components/Skeleton";
import { cn } from "@/lib/classNames";
import { templateStrings, submitStrings as words } from "@/strings/submit";
import { CostSummary } from "./CostSummary";
import { DraftActions } from "./DraftActions";
import { KeptPostings } from "./posting/KeptPostings";
import { StepFooter } from "./StepFooter";
import { type Step, StepNav } from "./StepNav";
import { InputsStep } from "./steps/InputsStep";
import { KernelStep } from "./steps/KernelStep";
import { ReviewStep } from "./steps/ReviewStep";
import { TermsStep } from "./steps/TermsStep";
import { type JobStart, useExampleFromUrl } from "./useExampleFromUrl";
import { useStepHistory } from "./useStepHistory";
import { useWizard } from "./useWizard";

/** The wizard: what, on which files or numbers, on which terms, and the payment. */
export function NewJob() {
	const router = useRouter();
	const wizard = useWizard();
	const card = useRef<HTMLElement>(null);
	const { draft, change, plan, planned, terms, step, problems } = wizard;

	/** Goes to a step, and takes the keyboard there: the button that was pressed may be gone. */
	function setStep(target: Step) {
		change({ kind: "step", step: target });
		requestAnimationFrame(() => card.current?.focus());
	}

	const wanted = draft.kernel === null ? "kernel" : (draft.step ?? "files");
	useStepHistory(wanted, wizard.ready, (target) => {
		if (target !== wanted && wizard.reachable(target)) setStep(target);
	});

	const starts: JobStart = {
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
	useExampleFromUrl(wizard.ready, starts);

	if (!wizard.ready) return <SkeletonRows label={words.looking} />;
	return (
		<>
			<KeptPostings
				draft={draft}
				onOpen={(jobId, whole) => {
					void (whole ? wizard.finish() : Promise.resolve()).finally(() =>
						router.push(`/jobs/${jobId}`),
					);
				}}
				onPay={() => setStep("review")}
			/>
			<div className="flex flex-wrap items-start justify-between gap-x-4">
				<StepNav current={step} reachable={wizard.reachable} onGo={setStep} />
				{draft.kernel === null ? null : (
					<DraftActions
						draft={draft}
						onReplace={(next) => change({ kind: "restore", draft: next })}
					/>
				)}
			</div>
			{problems.length > 0 ? (
				<Notice
					tone="warn"
					title={templateStrings.problemTitle}
					testId="template-problems"
					className="mb-4"
				>
					{problems.join(" ")}
				</Notice>
			) : null}
			<div
				className={cn(
					"grid grid-cols-1 items-start gap-4",
					step !== "kernel" && "lg:grid-cols-[minmax(0,1fr)_22rem]",
				)}
			>
				<Card ref={card} tabIndex={-1} aria-label={words.job} className="scroll-mt-20">
					{step === "kernel" || draft.kernel === null ? (
						<KernelStep chosen={draft.kernel} {...starts} />
					) : step === "files" ? (
						<InputsStep kernel={draft.kernel} draft={draft} plan={plan} change={change} />
					) : step === "settings" ? (
						<TermsStep wizard={wizard} kernel={draft.kernel} />
					) : planned && terms ? (
						<ReviewStep
							plan={planned.summary}
							terms={terms}
							upload={wizard.upload}
							onPosted={(jobId) => {
								void wizard.finish().finally(() => router.push(`/jobs/${jobId}`));
							}}
						/>
					) : null}
					<StepFooter step={step} reachable={wizard.reachable} onGo={setStep} />
				</Card>
				{step === "kernel" ? null : <CostSummary plan={plan} terms={terms} />}
			</div>
		</>
	);
}
