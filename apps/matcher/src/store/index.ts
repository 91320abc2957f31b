/**
 * The store: state that matters, in Postgres. Each atomic transition is one function in one file; it
 * takes the time as `now` (epoch ms) and has committed when its promise resolves. Reads change
 * nothing. Throws TabgridError with the protocol's codes; failures of the database pass through.
 */
export type { Judgement, ReplicaVerdict } from "../core/judge.ts";
export { abandonLeases, abandonStaleConnections } from "./abandonLeases.ts";
export { addSpareReplicas, type SparedJob } from "./addSpareReplicas.ts";
export { adoptLeases, type ReturnedTab } from "./adoptLeases.ts";
export { advanceCursor, type ChainBlock, recentBlocks } from "./advanceCursor.ts";
export type { PostedOutcome } from "./applyPosted.ts";
export { bindChain } from "./bindChain.ts";
export { bindStakes, stakesBehind, stakesCaughtUp } from "./bindStakes.ts";
export { type CancelledJob, cancelJob } from "./cancelJob.ts";
export { type CanonicalOutput, canonicalOutputs } from "./canonicalOutputs.ts";
export type { EventPlace } from "./chainEvent.ts";
export { type ClosedJob, closeTrusted } from "./closeTrusted.ts";
export { type ConnectedProvider, connectProvider } from "./connectProvider.ts";
export { createDraft, type DraftJob, type DraftOutcome } from "./createDraft.ts";
export type { Db, Queries } from "./db.ts";
export { type EscrowToClose, escrowsToClose } from "./escrowsToClose.ts";
export { expireJobs, type OverdueJob } from "./expireJobs.ts";
export { expireLeases } from "./expireLeases.ts";
export { extendLeases } from "./extendLeases.ts";
export { type FailedReplica, failReplicas } from "./failReplicas.ts";
export { findReplicas } from "./findReplicas.ts";
export { findRings } from "./findRings.ts";
export { type FinishedJob, finishJobs } from "./finishJobs.ts";
export { forgetUnreferencedBlobs } from "./forgetUnreferencedBlobs.ts";
export { gridOpenWork } from "./gridOpenWork.ts";
export { gridStats } from "./gridStats.ts";
export { inlineBlobs } from "./inlineBlobs.ts";
export { jobChecks } from "./jobChecks.ts";
export { type JobEvent, jobEvents } from "./jobEvents.ts";
export { jobList, jobsInState } from "./jobList.ts";
export { jobView } from "./jobView.ts";
export { judgeShards } from "./judgeShards.ts";
export { judgeTrusted } from "./judgeTrusted.ts";
export { leaderboard } from "./leaderboard.ts";
export { type LeaseAsk, leaseReplicas } from "./leaseReplicas.ts";
export { type LieToBurn, liesToBurn } from "./liesToBurn.ts";
export { linkWallet, type WalletLink } from "./linkWallet.ts";
export { type LookedBack, lookBack } from "./lookBack.ts";
export { maintainStore } from "./maintainStore.ts";
export { modelSpread } from "./modelSpread.ts";
export { nameProvider } from "./nameProvider.ts";
export { networkHistory } from "./networkHistory.ts";
export { networkView } from "./networkView.ts";
export { openStore, type StoreLocation } from "./openStore.ts";
export type { JudgedShard, ShardJudgement } from "./planVerdicts.ts";
export { providerHistory } from "./providerHistory.ts";
export { providerSummaries } from "./providerSummary.ts";
export { providerView } from "./providerView.ts";
export { type Quarantine, quarantineFamilies } from "./quarantineFamilies.ts";
export { allReceipts, receiptPage } from "./receiptPage.ts";
export { receiptsHeader } from "./receiptsHeader.ts";
export { type JobResult, recordArtifact } from "./recordArtifact.ts";
export { type BlobRecord, findBlobs, recordBlobs } from "./recordBlobs.ts";
export { type CancelledEvent, recordCancelled } from "./recordCancelled.ts";
export { type CancelRequestedEvent, recordCancelRequested } from "./recordCancelRequested.ts";
export { type ExpiredEvent, recordExpired } from "./recordExpired.ts";
export { recordHistory } from "./recordHistory.ts";
export { type PostedEvent, recordPosted } from "./recordPosted.ts";
export { recordPresence } from "./recordPresence.ts";
export { type RedeemedEvent, recordRedeemed } from "./recordRedeemed.ts";
export { recordSettled, type SettledEvent } from "./recordSettled.ts";
export { type MeasuredPair, recordSpreads } from "./recordSpreads.ts";
export { recordStake, type StakeChange, type StakeEvent } from "./recordStake.ts";
export { recordToppedUp, type ToppedUpEvent } from "./recordToppedUp.ts";
export { redemptionList, signedVouchers } from "./redemptions.ts";
export { type RejectedSubmission, rejectSubmissions } from "./rejectSubmissions.ts";
export { returnRelayGas, takeRelayGas } from "./relayGas.ts";
export { releaseReplicas } from "./releaseReplicas.ts";
export type { ReplicaResult } from "./replicaResult.ts";
export { retireJobs } from "./retireJobs.ts";
export type { RevokedReplica } from "./revokedReplica.ts";
export { cornerShards, reweighDisputes } from "./reweigh.ts";
export { type ChainRollback, rollbackChain } from "./rollbackChain.ts";
export { sessionKeyOf } from "./sessionKeyOf.ts";
export { type ChangedShards, changedShardsSince, shardMap } from "./shardMap.ts";
export { shardView } from "./shardView.ts";
export { startJob } from "./startJob.ts";
export { type StoppedJob, stopFailingJobs } from "./stopFailingJobs.ts";
export { storeVoucherSignatures } from "./storeVoucherSignatures.ts";
export { submitReplicas, type VerifiedSubmission } from "./submitReplicas.ts";
export {
	claimedShards,
	type JudgeReplica,
	type ShardPlace,
	type ShardToJudge,
	takeShardsToJudge,
} from "./takeShardsToJudge.ts";
export { touchConnections } from "./touchConnections.ts";
export type { TrustedLook } from "./trustedPlan.ts";
export { type VerifiedResult, verifiedResults } from "./verifiedResults.ts";
export { voucherList } from "./voucherList.ts";
export { type VoucherToSign, vouchersToSign } from "./vouchersToSign.ts";
