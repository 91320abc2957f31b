import { claimPeriodSeconds, type EscrowJob, EscrowJobState } from "@tabgrid/contracts";

/** What a client can do in the contract itself, without the operator. Times in Unix seconds. */
export type WayOut =
	| { readonly kind: "none" }
	| { readonly kind: "giveNotice"; readonly refundAt: bigint }
	| { readonly kind: "waitForNotice"; readonly at: bigint }
	| { readonly kind: "finishCancel" }
	| { readonly kind: "refundExpired" };

/**
 * The contract's own ways out of a job, by its record and the chain's time: a refund once the claim
 * period after the deadline is over, a cancellation once notice was given and has run out, or else
 * giving notice.
 */
export function wayOutOf(
	job: Pick<EscrowJob, "state" | "deadline" | "noticeEndsAt">,
	chainTime: bigint,
): WayOut {
	if (job.state !== EscrowJobState.Open && job.state !== EscrowJobState.Cancelling)
		return { kind: "none" };
	const refundAt = job.deadline + BigInt(claimPeriodSeconds);
	if (chainTime >= refundAt) return { kind: "refundExpired" };
	if (job.state === EscrowJobState.Open) return { kind: "giveNotice", refundAt };
	return chainTime >= job.noticeEndsAt
		? { kind: "finishCancel" }
		: { kind: "waitForNotice", at: job.noticeEndsAt };
}
