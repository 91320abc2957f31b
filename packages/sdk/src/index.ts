export { addStake } from "./addStake.ts";
export { type CancelledJob, cancelJob } from "./cancelJob.ts";
export {
	type DownloadedArtifact,
	downloadArtifact,
	type OpenArtifact,
	openArtifact,
} from "./downloadArtifact.ts";
export { downloadBlob } from "./downloadBlob.ts";
export { type Draft, draftJob, type JobTerms, writeSpec } from "./draftJob.ts";
export { balanceOf, type Contracts, readEscrowJob } from "./escrow.ts";
export { explainChain } from "./explainChain.ts";
export { fundedWallet } from "./fundedWallet.ts";
export { giveStakeNotice } from "./giveStakeNotice.ts";
export { keepStake } from "./keepStake.ts";
export { MatcherApi } from "./MatcherApi.ts";
export { type MeasuredTolerances, measureTolerances } from "./measureTolerances.ts";
export { payForJob } from "./payForJob.ts";
export {
	type PostedJob,
	type PostJobOptions,
	postJob,
	postUploadedJob,
	type UploadedJob,
} from "./postJob.ts";
export { redeemVoucher, redeemVouchers, unredeemed } from "./redeemVouchers.ts";
export { requireFunds } from "./requireTokens.ts";
export { type Route, routes } from "./routes.ts";
export { signResultAccess } from "./signResultAccess.ts";
export { type Stake, stakeOf } from "./stakeOf.ts";
export { uploadBlobs } from "./uploadBlobs.ts";
export { type DescribedPlan, describePlan, type UploadOptions, uploadPlan } from "./uploadPlan.ts";
export { type JobVerification, verifyJob } from "./verifyJob.ts";
export { type WaitForJobOptions, waitForJob } from "./waitForJob.ts";
export {
	connectedWallet,
	createReader,
	createWallet,
	type LocalWallet,
	type Wallet,
} from "./wallet.ts";
export { isFinal, type WatchOptions, watchJob } from "./watchJob.ts";
export { withdrawStake } from "./withdrawStake.ts";
