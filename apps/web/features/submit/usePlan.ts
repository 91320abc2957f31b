"use client";
import { useEffect, useState } from "react";
import type { Planned, PlannerProgress, PlanRequest } from "./worker/plannerMessages";
import { type Planner, startPlanner } from "./worker/startPlanner";

/** Where planning stands. */
export type PlanState =
	| { readonly kind: "none" }
	| { readonly kind: "planning"; readonly progress: PlannerProgress }
	| ({ readonly kind: "planned"; readonly planner: Planner } & Planned)
	| { readonly kind: "failed"; readonly error: unknown };

/** Plans what is asked for in a worker, anew whenever it changes; the last worker stays for the upload. */
export function usePlan(request: PlanRequest | null): PlanState {
	const [state, setState] = useState<PlanState>({ kind: "none" });
	useEffect(() => {
		if (request === null) {
			setState({ kind: "none" });
			return;
		}
		const planner = startPlanner();
		let current = true;
		const step = (request.arithmetic ?? "float") === "float" ? "cutting" : "converting";
		setState({ kind: "planning", progress: { step, done: 0, total: 1 } });
		planner
			.plan(request, (progress) => {
				if (current) setState({ kind: "planning", progress });
			})
			.then(
				(planned) => {
					if (current) setState({ kind: "planned", ...planned, planner });
				},
				(error: unknown) => {
					if (current) setState({ kind: "failed", error });
				},
			);
		return () => {
			current = false;
			planner.stop();
		};
	}, [request]);
	return state;
}
