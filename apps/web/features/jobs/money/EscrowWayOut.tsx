"use client";
import { jobEscrowAbi } from "@tabgrid/contracts";
import type { JobView } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { encodeFunctionData } from "viem";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { RelativeTime } from "@/components/RelativeTime";
import { toast } from "@/components/Toast";
import { useEscrowTransaction } from "@/features/wallet/useEscrowTransaction";
import { explainError } from "@/lib/explainError";
import { useEscrowJob } from "./useEscrowJob";
import { wayOutOf } from "./wayOut";

type Step = "requestCancel" | "finishCancel" | "refundExpired";

/** The contract's ways to the client's money that need no operator, when one is open. */
export function EscrowWayOut({ job }: { job: JobView }) {
	const { address } = useAccount();
	const escrowJob = useEscrowJob(job).data;
	const send = useEscrowTransaction();
	const act = useMutation({
		mutationFn: (functionName: Step) =>
			send(
				encodeFunctionData({ abi: jobEscrowAbi, functionName, args: [`0x${job.jobId.slice(2)}`] }),
			),
		onSuccess: (_, step) =>
			toast.done(step === "requestCancel" ? "Notice is given" : "The rest went back to the client"),
		onError: (error) => toast.failed("Nothing changed on chain", explainError(error).message),
	});
	if (!escrowJob || address?.toLowerCase() !== job.client) return null;
	const way = wayOutOf(escrowJob.job, escrowJob.chainTime);
	if (way.kind === "none") return null;
	return (
		<div className="space-y-2 border-t border-line px-4 py-3 text-[0.8125rem] text-ink-2 sm:px-5">
			{way.kind === "refundExpired" ? (
				<>
					<p>The deadline is long over. What was not redeemed is yours.</p>
					<Button
						size="sm"
						busy={act.isPending}
						data-testid="refund-job"
						onClick={() => act.mutate("refundExpired")}
					>
						Refund
					</Button>
				</>
			) : way.kind === "finishCancel" ? (
				<>
					<p>Your notice has run out. What was not redeemed is yours.</p>
					<Button
						size="sm"
						busy={act.isPending}
						data-testid="finish-cancel"
						onClick={() => act.mutate("finishCancel")}
					>
						Finish cancelling
					</Button>
				</>
			) : way.kind === "waitForNotice" ? (
				<p>
					Notice is given. It runs out <RelativeTime at={Number(way.at) * 1_000} />, and then you
					can take back what was not redeemed.
				</p>
			) : (
				<details>
					<summary className="rounded-sm text-ink-3 hover:text-ink">Without the operator</summary>
					<p className="mt-2">
						If the operator stays silent, give notice on chain: an hour later you can take back what
						was not redeemed. Or do nothing: from{" "}
						{new Date(Number(way.refundAt) * 1_000).toLocaleString()} on, anyone can send you the
						rest.
					</p>
					<Button
						size="sm"
						variant="secondary"
						className="mt-2"
						busy={act.isPending}
						data-testid="give-notice"
						onClick={() => act.mutate("requestCancel")}
					>
						Give notice
					</Button>
				</details>
			)}
		</div>
	);
}
