/** JobEscrow.NOTICE_PERIOD, in seconds: from `requestCancel` to `finishCancel`. */
export const noticePeriodSeconds = 3_600;

/** JobEscrow.CLAIM_PERIOD, in seconds: from a job's deadline to `refundExpired`. */
export const claimPeriodSeconds = 86_400;

/** ProviderStakes.NOTICE_PERIOD, in seconds: from `giveNotice` to `withdraw`. */
export const stakeNoticeSeconds = 7 * 86_400;

/** ProviderStakes.BURN_MULTIPLE: prices of a replica that a lie burns of its provider's stake. */
export const burnMultiple = 100n;

/** Decimals of TestDollar and of the dollar tokens that the escrow is meant for. */
export const tokenDecimals = 6;

/** TestDollar.FAUCET_AMOUNT, in minor units: 1,000 tUSD. */
export const faucetAmount = 1_000_000_000n;

/** Whether a chain is a local development chain, where TestDollar and its faucet may exist. */
export function isDevnet(chainId: number): boolean {
	return chainId === 31337 || chainId === 1337;
}
