export { balanceOf, type Contracts, readEscrowJob, redeemVoucher } from "./escrow.ts";
export { fundedWallet } from "./fundedWallet.ts";
export { MatcherApi } from "./MatcherApi.ts";
export { type PostedJob, type PostJobOptions, postJob, postUploadedJob } from "./postJob.ts";
export { waitForJob } from "./waitForJob.ts";
export { createWallet, type Wallet } from "./wallet.ts";
