"use client";
import { useEffect, useState } from "react";
import type { PlannerProgress, PlanSummary } from "./worker/plannerMessages";
import { type Planner, startPlanner } from "./worker/startPlanner";

/** Where planning stands. */
export type PlanState =
	| { readonly kind: "none" }
	| { readonly kind: "planning"; readonly progress: PlannerProgress }
	| { readonly kind: "planned"; readonly summary: PlanSummary; readonly planner: Planner }
	| { readonly kind: "failed"; readonly error: unknown };

/** Whether there are enough files for the kernel to try. */
function isComplete(kernel: string | null, files: readonly File[]): kernel is string {
	if (kernel === null || files.length === 0) return false;
	return kernel !== "onnx-batch" || (files.length > 1 && files.some(isModel));
}

/** Whether a file is an ONNX model, by its name. */
const isModel = ({ name }: File) => /\.onnx$/i.test(name);

/** Plans the files in a worker, anew whenever they change; the last worker stays for the upload. */
export function usePlan(
	kernel: string | null,
	files: readonly File[],
	itemsPerShard: number | undefined,
): PlanState {
	const [state, setState] = useState<PlanState>({ kind: "none" });
	useEffect(() => {
		if (!isComplete(kernel, files)) {
			setState({ kind: "none" });
			return;
		}
		const planner = startPlanner();
		let current = true;
		setState({ kind: "planning", progress: { done: 0, total: 1 } });
		planner
			.plan({ kernel, files, itemsPerShard }, (progress) => {
				if (current) setState({ kind: "planning", progress });
			})
			.then(
				(summary) => {
					if (current) setState({ kind: "planned", summary, planner });
				},
				(error: unknown) => {
					if (current) setState({ kind: "failed", error });
				},
			);
		return () => {
			current = false;
			planner.stop();
		};
	}, [kernel, files, itemsPerShard]);
	return state;
}
