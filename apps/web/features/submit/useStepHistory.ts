"use client";
import { useEffect, useRef } from "react";
import { type Step, steps } from "./StepNav";

/** Under this name an entry of the tab's history holds the step that it shows. */
const stepKey = "tabgridStep";

/** The step of a history entry; the wizard's first for one that the wizard did not write. */
function stepOf(state: unknown): Step {
	const held: unknown =
		typeof state === "object" && state !== null ? Reflect.get(state, stepKey) : undefined;
	return steps.find((step) => step === held) ?? "kernel";
}

/**
 * Gives each step that the person goes to an entry in the tab's history, so that the browser's Back and
 * Forward, and a phone's gesture, go through the wizard instead of out of it. The router keeps what is
 * its own in an entry's state.
 *
 * @param wanted where the person went.
 * @param go called with the step of the entry that Back or Forward led to.
 */
export function useStepHistory(wanted: Step, ready: boolean, go: (step: Step) => void): void {
	const entered = useRef<Step | undefined>(undefined);
	const latest = useRef(go);
	latest.current = go;
	useEffect(() => {
		if (!ready || entered.current === wanted) return;
		const state = { ...window.history.state, [stepKey]: wanted };
		if (entered.current === undefined) window.history.replaceState(state, "");
		else window.history.pushState(state, "");
		entered.current = wanted;
	}, [wanted, ready]);
	useEffect(() => {
		if (!ready) return;
		const { pathname } = window.location;
		const follow = ({ state }: PopStateEvent) => {
			if (window.location.pathname !== pathname) return; // the wizard is being left
			const step = stepOf(state);
			entered.current = step;
			latest.current(step);
		};
		window.addEventListener("popstate", follow);
		return () => window.removeEventListener("popstate", follow);
	}, [ready]);
}
