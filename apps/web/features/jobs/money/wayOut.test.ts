import { claimPeriodSeconds, EscrowJobState } from "@tabgrid/contracts";
import { expect, test } from "vitest";
import { wayOutOf } from "./wayOut";

const deadline = 1_000_000n;
const refundAt = deadline + BigInt(claimPeriodSeconds);

test("an open job's client can give notice, and after the claim period refund it", () => {
	const job = { state: EscrowJobState.Open, deadline, noticeEndsAt: 0n };
	expect(wayOutOf(job, deadline)).toEqual({ kind: "giveNotice", refundAt });
	expect(wayOutOf(job, refundAt - 1n).kind).toBe("giveNotice");
	expect(wayOutOf(job, refundAt)).toEqual({ kind: "refundExpired" });
});

test("once notice was given, cancelling waits for its end", () => {
	const job = { state: EscrowJobState.Cancelling, deadline, noticeEndsAt: 500n };
	expect(wayOutOf(job, 499n)).toEqual({ kind: "waitForNotice", at: 500n });
	expect(wayOutOf(job, 500n)).toEqual({ kind: "finishCancel" });
});

test("a closed or unknown job has no way out", () => {
	for (const state of [
		EscrowJobState.None,
		EscrowJobState.Settled,
		EscrowJobState.Cancelled,
		EscrowJobState.Expired,
	])
		expect(wayOutOf({ state, deadline, noticeEndsAt: 0n }, refundAt)).toEqual({ kind: "none" });
});
