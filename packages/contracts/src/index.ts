export { type Anchor, checkAnchor, type ReceiptTotals, readAnchor } from "./checkAnchor.ts";
export {
	burnMultiple,
	claimPeriodSeconds,
	faucetAmount,
	isDevnet,
	noticePeriodSeconds,
	stakeNoticeSeconds,
	tokenDecimals,
} from "./constants.ts";
export {
	type EscrowEvent,
	type EscrowEventName,
	type EscrowJob,
	EscrowJobState,
	isRedeemable,
	type Redemption,
	type Terms,
} from "./escrow.ts";
export { type ContractRevert, explainRevert } from "./explainRevert.ts";
export { create2Proxy, devnetAddresses } from "./generated/addresses.ts";
export { jobEscrowAbi } from "./generated/jobEscrowAbi.ts";
export { providerStakesAbi } from "./generated/providerStakesAbi.ts";
export { testDollarAbi } from "./generated/testDollarAbi.ts";
