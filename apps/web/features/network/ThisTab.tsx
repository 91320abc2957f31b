"use client";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Money } from "@/components/Money";
import { toast } from "@/components/Toast";
import { describeProvider } from "@/features/provide/describeProvider";
import { useProvider } from "@/features/provide/useProvider";
import { explainError } from "@/lib/explainError";
import { provideStrings } from "@/strings/provide";

/** What this tab gives to the grid, and the switch for it. */
export function ThisTab() {
	const { state, pause, resume } = useProvider();
	const paused = state?.paused === true;
	const toggle = () => {
		(paused ? resume() : pause()).catch((error: unknown) =>
			toast.failed("The tab did not listen", explainError(error).message),
		);
	};
	const earned = state?.summary?.earned ?? "0";
	const counts = state?.summary?.replicas;
	return (
		<Card className="flex flex-col">
			<CardHeader title="Donate: this tab" hint={describeProvider(state)} />
			<CardBody className="flex-1">
				<dl className="grid grid-cols-3 gap-3 text-sm">
					<Figure name="Backend">{state?.backend ?? "–"}</Figure>
					<Figure name="Agreed">{counts?.agreed.toLocaleString("en") ?? "–"}</Figure>
					<Figure name="Earned">
						<Money amount={earned} />
					</Figure>
				</dl>
				<p className="mt-4 text-[0.8125rem] text-ink-2">
					Keep the tab open and it lends its idle power. Closing it ends the lease at once. No
					account and no wallet needed; link one later to be paid.
				</p>
			</CardBody>
			<div className="flex flex-wrap gap-2 border-t border-line px-4 py-3 sm:px-5">
				<Button
					size="sm"
					variant="secondary"
					disabled={state === null || state.phase === "following"}
					data-testid="home-toggle-provide"
					onClick={toggle}
				>
					{paused ? "Resume" : "Pause"}
				</Button>
				<ButtonLink size="sm" variant="quiet" href="/donate">
					{provideStrings.donateLink}
				</ButtonLink>
				<ButtonLink size="sm" variant="quiet" href="/earnings">
					Earnings
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
