"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { wizardStrings } from "@/strings/wizard";
import type { FormExample } from "./params/paramForm";
import { paramFormOf } from "./params/paramForms";
import { type Example, useExamples, useLoadExample } from "./useExamples";

/** What starts a job from an address: `/jobs/new?kernel=mandelbrot`, `/jobs/new?example=mandelbrot`. */
export interface UrlStart {
	readonly onChoose: (kernel: string) => void;
	readonly onExample: (example: Example, files: readonly File[]) => void;
	readonly onFormExample: (kernel: string, example: FormExample) => void;
}

/**
 * Begins the job that the page's address names, once, when the draft is ready: `kernel` chooses a kernel,
 * `example` takes the example of that kernel.
 */
export function useUrlStart(ready: boolean, start: UrlStart): void {
	const query = useSearchParams();
	const kernel = query.get("kernel");
	const wanted = query.get("example");
	const examples = useExamples().data;
	const { mutate } = useLoadExample();
	const done = useRef(false);
	useEffect(() => {
		if (!ready || done.current) return;
		if (kernel !== null) {
			done.current = true;
			start.onChoose(kernel);
			return;
		}
		if (wanted === null) return;
		const formExample = paramFormOf(wanted)?.example;
		if (formExample) {
			done.current = true;
			start.onFormExample(wanted, formExample);
			return;
		}
		if (examples === undefined) return;
		done.current = true;
		const example = examples.find((candidate) => candidate.kernel === wanted);
		if (example === undefined) {
			toast.failed(wizardStrings.exampleFailed, wizardStrings.noExample(wanted));
			return;
		}
		mutate(example, {
			onSuccess: (files) => start.onExample(example, files),
			onError: (error) => toast.failed(wizardStrings.exampleFailed, explainError(error).message),
		});
	}, [ready, kernel, wanted, examples, mutate, start]);
}
