"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import { useState } from "react";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { explainWalletError } from "@/lib/explainWalletError";
import { jobMoneyStrings } from "@/strings/money";
import { CancelQuestion } from "./CancelQuestion";
import { useCancelJob } from "./useCancelJob";
import { usePostponed } from "./usePostponed";

const words = jobMoneyStrings.cancel;
/** How long a cancellation can be taken back before the wallet is asked, in ms. */
const regretMs = 5_000;

/**
 * The client's way to stop a job: a question first, then a few seconds in which it can be undone, and
 * only then the wallet. Nothing for anyone else.
 */
export function CancelJob({ job }: { job: JobView }) {
	const { address } = useAccount();
	const [asking, setAsking] = useState(false);
	const cancel = useCancelJob(job);
	const postponed = usePostponed(regretMs);
	const mine = address?.toLowerCase() === job.client;
	if (!mine || finalJobStates.has(job.state) || job.state === "settling") return null;

	function undo() {
		postponed.undo();
		toast.done(words.undone);
	}
	function confirm() {
		setAsking(false);
		const close = toast.offer(
			words.soon,
			{ label: words.undo, onPress: undo, testId: "undo-cancel" },
			{ description: words.stay, timeoutMs: 0 },
		);
		postponed.start(() => {
			close();
			cancel.mutate(undefined, {
				onSuccess: () => toast.done(words.done),
				onError: (error) => toast.failed(words.failed, explainWalletError(error).message),
			});
		});
	}
	return (
		<>
			<Button
				size="sm"
				variant="danger"
				data-testid="cancel-job"
				busy={cancel.isPending || postponed.pending}
				onClick={() => setAsking(true)}
			>
				{cancel.isPending ? words.steps[cancel.step] : words.button}
			</Button>
			<CancelQuestion job={job} open={asking} onOpenChange={setAsking} onConfirm={confirm} />
		</>
	);
}
