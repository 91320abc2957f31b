"use client";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { Button } from "@/components/Button";
import { submitStrings as words } from "@/strings/submit";
import { type Step, steps } from "./StepNav";

/** Back and on; nothing at the first step, where choosing goes on. */
export function StepFooter({
	step,
	reachable,
	onGo,
}: {
	step: Step;
	reachable: (step: Step) => boolean;
	onGo: (step: Step) => void;
}) {
	const at = steps.indexOf(step);
	const previous = steps[at - 1];
	const next = steps[at + 1];
	if (previous === undefined) return null;
	return (
		<footer className="flex justify-between gap-3 border-t border-line px-4 py-3 sm:px-5">
			<Button variant="quiet" onClick={() => onGo(previous)}>
				<ArrowLeft aria-hidden /> {words.back}
			</Button>
			{next ? (
				<Button data-testid="next-step" disabled={!reachable(next)} onClick={() => onGo(next)}>
					{words.next} <ArrowRight aria-hidden />
				</Button>
			) : null}
		</footer>
	);
}
