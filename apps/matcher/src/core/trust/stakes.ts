import { burnMultiple, stakeNoticeSeconds } from "@tabgrid/contracts";

const dayMs = 86_400_000;

/** How long a burning waits for the forgiveness of a faulty backend at most, ms. */
export const longestBurnDelayMs = dayMs;

/** A stake speaks only for jobs with a deadline this near: what is settled a day after it is still burned
 * before anybody who gives notice now can withdraw. */
const stakeReachMs = stakeNoticeSeconds * 1_000 - longestBurnDelayMs - dayMs;

/**
 * Whether a provider has something to lose by a lie in a job that is matched now.
 * @param atStake the most that one owner has at stake for it, what is leaving aside; minor units.
 */
export function isStaked(
	atStake: bigint,
	job: { readonly price: bigint; readonly deadlineAt: number },
	now: number,
): boolean {
	return atStake >= burnMultiple * job.price && job.deadlineAt - now <= stakeReachMs;
}
