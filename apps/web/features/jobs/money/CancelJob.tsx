"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import { useState } from "react";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { type CancelStep, useCancelJob } from "./useCancelJob";

const stepWords: Record<CancelStep, string> = {
	sign: "Sign in your wallet",
	ask: "Asking the matcher to stop",
	confirm: "Confirm in your wallet",
	wait: "Waiting for the chain",
};

/** The client's way to stop a job, with a question first. Nothing for anyone else. */
export function CancelJob({ job }: { job: JobView }) {
	const { address } = useAccount();
	const [asking, setAsking] = useState(false);
	const cancel = useCancelJob(job);
	const mine = address?.toLowerCase() === job.client;
	if (!mine || finalJobStates.has(job.state) || job.state === "settling") return null;
	const rest = BigInt(job.escrowed) - BigInt(job.earned);
	return (
		<>
			<Button variant="danger" data-testid="cancel-job" onClick={() => setAsking(true)}>
				Cancel job
			</Button>
			<Dialog
				open={asking}
				onOpenChange={setAsking}
				title="Cancel this job?"
				testId="cancel-dialog"
				footer={
					<>
						<Button
							variant="secondary"
							onClick={() => setAsking(false)}
							disabled={cancel.isPending}
						>
							{job.state === "draft" ? "Keep it" : "Keep it running"}
						</Button>
						<Button
							variant="danger"
							busy={cancel.isPending}
							data-testid="confirm-cancel"
							onClick={() =>
								cancel.mutate(undefined, {
									onSuccess: () => {
										setAsking(false);
										toast.done("The job is cancelled");
									},
								})
							}
						>
							{cancel.isPending ? stepWords[cancel.step] : "Cancel the job"}
						</Button>
					</>
				}
			>
				<div className="space-y-3 text-sm text-ink-2">
					{job.state === "draft" ? (
						<p>Nothing was paid yet. The draft is dropped.</p>
					) : (
						<>
							<p>
								No more shards are handed out. Providers keep what they earned so far, and the rest,
								about <Money amount={rest < 0n ? 0n : rest} className="font-medium text-ink" />,
								comes back to your wallet at once.
							</p>
							<p>You sign one message and confirm one transaction.</p>
						</>
					)}
					{cancel.isError ? (
						<Notice tone="bad" title="The job was not cancelled" testId="cancel-error">
							{explainError(cancel.error).message}
						</Notice>
					) : null}
				</div>
			</Dialog>
		</>
	);
}
