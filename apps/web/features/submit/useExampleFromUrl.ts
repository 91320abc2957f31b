"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { wizardStrings } from "@/strings/wizard";
import type { FormExample } from "./params/paramForm";
import { paramFormOf } from "./params/paramForms";
import { type Example, useExamples, useLoadExample } from "./useExamples";

/** The ways in which a job begins. */
export interface JobStart {
	readonly onChoose: (kernel: string) => void;
	readonly onExample: (example: Example, files: readonly File[]) => void;
	readonly onFormExample: (kernel: string, example: FormExample) => void;
}

/**
 * Begins the example of the kernel that the page's address names, once, when the draft is ready:
 * `/jobs/new?example=mandelbrot`. The address is then cleared, so that a reload shows the draft.
 */
export function useExampleFromUrl(ready: boolean, start: JobStart): void {
	const pathname = usePathname();
	const wanted = useSearchParams().get("example");
	const examples = useExamples().data;
	const { mutate } = useLoadExample();
	const done = useRef(false);
	useEffect(() => {
		if (!ready || done.current || wanted === null) return;
		const formExample = paramFormOf(wanted)?.example;
		if (formExample === undefined && examples === undefined) return;
		done.current = true;
		window.history.replaceState(null, "", pathname);
		if (formExample) {
			start.onFormExample(wanted, formExample);
			return;
		}
		const example = examples?.find((candidate) => candidate.kernel === wanted);
		if (example === undefined) {
			toast.failed(wizardStrings.exampleFailed, wizardStrings.noExample(wanted));
			return;
		}
		mutate(example, {
			onSuccess: (files) => start.onExample(example, files),
			onError: (error) => toast.failed(wizardStrings.exampleFailed, explainError(error).message),
		});
	}, [ready, wanted, examples, mutate, start, pathname]);
}
