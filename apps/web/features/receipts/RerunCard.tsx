"use client";
import { type Backend, mostWrong } from "@tabgrid/protocol";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { TextField } from "@/components/Field";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { ScrollRegion } from "@/components/ScrollRegion";
import { receiptsText } from "@/strings/receipts";
import type { CheckState } from "./useReceiptsCheck";

const text = receiptsText.rerun;
const confidence = 0.95;

/** Computes a random sample of the shards again on this computer, and says what that proves. */
export function RerunCard({
	state: { rerun, report, failed },
	onStart,
	onStop,
}: {
	state: CheckState;
	onStart: (count: number, backend: Backend) => void;
	onStop: () => void;
}) {
	const [count, setCount] = useState("5");
	const total = report?.receipts ?? 0;
	const wanted = Math.min(total, Math.max(1, Math.floor(Number(count)) || 1));
	const running = rerun !== null && !rerun.over && failed?.stage !== "rerun";
	const outcomes = rerun?.outcomes ?? [];
	const wrong = outcomes.filter(({ agree }) => !agree).length;
	const most = mostWrong({ total, sampled: outcomes.length, wrong }, confidence);
	return (
		<Card id="rerun" className="scroll-mt-20" data-testid="rerun-card">
			<CardHeader title={text.title} hint={text.hint} />
			<CardBody className="space-y-4 text-sm">
				<div className="flex flex-wrap items-end gap-2">
					<TextField
						className="w-28"
						label={text.label}
						type="number"
						min={1}
						max={Math.max(1, total)}
						value={count}
						testId="rerun-count"
						onChange={(event) => setCount(event.currentTarget.value)}
					/>
					{(["webgpu", "wasm"] as const).map((backend) => (
						<Button
							key={backend}
							variant={backend === "webgpu" ? "primary" : "secondary"}
							disabled={total === 0 || running}
							data-testid={`rerun-${backend}`}
							onClick={() => onStart(wanted, backend)}
						>
							{backend === "webgpu" ? text.onGpu : text.onCpu}
						</Button>
					))}
					{running ? (
						<Button variant="quiet" onClick={onStop}>
							{text.stop}
						</Button>
					) : null}
				</div>
				{failed?.stage === "rerun" ? <Notice tone="bad">{failed.error.message}</Notice> : null}
				{rerun === null ? null : (
					<div className="space-y-2" aria-live="polite">
						{running ? (
							<Progress
								value={outcomes.length}
								max={rerun.total}
								label={text.progress(outcomes.length, rerun.total)}
							/>
						) : null}
						{outcomes.length > 0 ? (
							<p
								className="font-medium"
								data-testid="rerun-verdict"
								data-wrong={wrong}
								data-sampled={outcomes.length}
							>
								{text.verdict(outcomes.length, total, wrong, most)}
							</p>
						) : null}
						<ScrollRegion label={text.outcomes} className="max-h-56">
							<ul className="text-[0.8125rem] text-ink-2">
								{outcomes.map(({ shardIndex, distance, ms, agree }) => (
									<li key={shardIndex} className={agree ? undefined : "text-bad"}>
										{text.outcome(shardIndex, distance, ms)}
									</li>
								))}
							</ul>
						</ScrollRegion>
					</div>
				)}
			</CardBody>
		</Card>
	);
}
