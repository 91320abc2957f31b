import type { CancelStep } from "@/features/jobs/money/useCancelJob";

const steps: Record<CancelStep, string> = {
	sign: "Sign in your wallet",
	ask: "Asking the matcher to stop",
	confirm: "Confirm in your wallet",
	wait: "Waiting for the chain",
};

/** The words of a job's money, and of the ways to stop a job. */
export const jobMoneyStrings = {
	title: "Money",
	escrowed: "In escrow at the start",
	expected: "Expected cost",
	expectedSoFar: "Expected, at the rate so far",
	earned: "Earned by providers",
	pending: "Pending until it settles",
	redeemed: "of it redeemed",
	returned: "Returned to the client",
	cancel: {
		button: "Cancel job",
		steps,
		title: "Cancel this job?",
		keepDraft: "Keep it",
		keep: "Keep it running",
		confirm: "Cancel the job",
		done: "The job is cancelled",
		soon: "The job is cancelled in a few seconds",
		stay: "Your wallet asks you then. Stay on this page.",
		undo: "Undo",
		undone: "Nothing was cancelled",
		failed: "The job was not cancelled",
		draft: "Nothing was paid yet. The draft is dropped.",
		before:
			"No more shards are handed out. Providers keep what they earned so far, and the rest, about",
		after: ", comes back to your wallet at once.",
		asks: "You sign one message and confirm one transaction.",
	},
	wayOut: {
		refundWhy: "The deadline is long over. What was not redeemed is yours.",
		refund: "Refund",
		finishWhy: "Your notice has run out. What was not redeemed is yours.",
		finish: "Finish cancelling",
		waitBefore: "Notice is given. It runs out",
		waitAfter: ", and then you can take back what was not redeemed.",
		without: "Without the operator",
		explain: (notice: string, refundAt: string) =>
			`If the operator stays silent, give notice on chain: ${notice} later you can take back what was not redeemed. Or do nothing: from ${refundAt} on, anyone can send you the rest.`,
		giveNotice: "Give notice",
		noticeGiven: "Notice is given",
		restBack: "The rest went back to the client",
		failed: "Nothing changed on chain",
	},
} as const;
