"use client";
import { jobEscrowAbi, noticePeriodSeconds } from "@tabgrid/contracts";
import type { JobView } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { encodeFunctionData } from "viem";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { RelativeTime } from "@/components/RelativeTime";
import { toast } from "@/components/Toast";
import { useEscrowTransaction } from "@/features/wallet/useEscrowTransaction";
import { explainWalletError } from "@/lib/explainWalletError";
import { dateAndClock } from "@/lib/moment";
import { duration } from "@/lib/relativeTime";
import { jobMoneyStrings } from "@/strings/money";
import { useEscrowJob } from "./useEscrowJob";
import { wayOutOf } from "./wayOut";

const words = jobMoneyStrings.wayOut;
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
			toast.done(step === "requestCancel" ? words.noticeGiven : words.restBack),
		onError: (error) => toast.failed(words.failed, explainWalletError(error).message),
	});
	if (!escrowJob || address?.toLowerCase() !== job.client) return null;
	const way = wayOutOf(escrowJob.job, escrowJob.chainTime);
	if (way.kind === "none") return null;
	const press = (step: Step, label: string, testId: string, quiet = false) => (
		<Button
			size="sm"
			variant={quiet ? "secondary" : "primary"}
			busy={act.isPending}
			data-testid={testId}
			onClick={() => act.mutate(step)}
		>
			{label}
		</Button>
	);
	return (
		<div
			data-testid="way-out"
			data-way={way.kind}
			className="space-y-2 border-t border-line px-4 py-3 text-[0.8125rem] text-ink-2 sm:px-5"
		>
			{way.kind === "refundExpired" ? (
				<>
					<p>{words.refundWhy}</p>
					{press("refundExpired", words.refund, "refund-job")}
				</>
			) : way.kind === "finishCancel" ? (
				<>
					<p>{words.finishWhy}</p>
					{press("finishCancel", words.finish, "finish-cancel")}
				</>
			) : way.kind === "waitForNotice" ? (
				<p>
					{words.waitBefore} <RelativeTime at={Number(way.at) * 1_000} />
					{words.waitAfter}
				</p>
			) : (
				<details>
					<summary className="rounded-sm text-ink-3 hover:text-ink" data-testid="without-operator">
						{words.without}
					</summary>
					<p className="my-2">
						{words.explain(
							duration(Number(noticePeriodSeconds) * 1_000),
							dateAndClock(Number(way.refundAt) * 1_000),
						)}
					</p>
					{press("requestCancel", words.giveNotice, "give-notice", true)}
				</details>
			)}
		</div>
	);
}
