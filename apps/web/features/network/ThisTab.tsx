"use client";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Money } from "@/components/Money";
import { toast } from "@/components/Toast";
import { describeProvider } from "@/features/provide/describeProvider";
import { useProvider } from "@/features/provide/useProvider";
import { count } from "@/lib/count";
import { explainError } from "@/lib/explainError";
import { homeStrings } from "@/strings/home";
import { provideStrings } from "@/strings/provide";

const text = homeStrings.thisTab;

/** What this tab gives to the grid, and the switch for it. */
export function ThisTab() {
	const { state, pause, resume } = useProvider();
	const paused = state?.paused === true;
	const toggle = () => {
		(paused ? resume() : pause()).catch((error: unknown) =>
			toast.failed(text.failed, explainError(error).message),
		);
	};
	const earned = state?.summary?.earned ?? "0";
	const counts = state?.summary?.replicas;
	return (
		<Card className="flex flex-col">
			<CardHeader title={text.title} hint={describeProvider(state)} />
			<CardBody className="flex-1">
				<dl className="grid grid-cols-3 gap-3 text-sm">
					<Figure name={text.backend}>{state?.backend ?? text.none}</Figure>
					<Figure name={text.agreed}>{counts ? count(counts.agreed) : text.none}</Figure>
					<Figure name={text.earned}>
						<Money amount={earned} />
					</Figure>
				</dl>
				<p className="mt-4 text-[0.8125rem] text-ink-2">{text.explain}</p>
			</CardBody>
			<div className="flex flex-wrap gap-1 border-t border-line px-4 py-3 sm:px-5">
				<Button
					size="sm"
					variant="secondary"
					disabled={state === null || state.phase === "following"}
					data-testid="home-toggle-provide"
					onClick={toggle}
				>
					{paused ? text.resume : text.pause}
				</Button>
				<ButtonLink size="sm" variant="quiet" href="/donate">
					{provideStrings.donateLink}
				</ButtonLink>
				<ButtonLink size="sm" variant="quiet" href="/earnings">
					{text.earnings}
				</ButtonLink>
			</div>
		</Card>
	);
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			<dt className="text-xs text-ink-3">{name}</dt>
			<dd className="tabular truncate font-medium">{children}</dd>
		</div>
	);
}
