// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrowErrors} from "./JobEscrowErrors.sol";
import {JobEscrowEvents} from "./JobEscrowEvents.sol";
import {JobState} from "./JobState.sol";

/// @title What the escrow says to the world: its shapes and calls
/// @notice Amounts are minor units of the escrow's token; times are seconds since 1970, UTC.
interface IJobEscrow is JobEscrowEvents, JobEscrowErrors {
    /// @notice What a client agrees to when it posts a job.
    /// @param specHash keccak256 of the canonical JSON of the job's specification
    /// @param operator who signs vouchers for this job and may settle it; a key or an ERC-1271 contract
    /// @param deadline when the job should be over; {CLAIM_PERIOD} later anyone may refund the client
    /// @param shards how many pieces the job is cut into
    /// @param pricePerReplica what one agreeing replica of one shard earns
    /// @param budget what the client pays in now, and the most that providers can earn
    struct Terms {
        bytes32 specHash;
        address operator;
        uint64 deadline;
        uint32 shards;
        uint128 pricePerReplica;
        uint128 budget;
    }

    /// @notice A job as the escrow keeps it; the fields are in the order that packs them in five slots.
    /// @param client who posted the job and is refunded
    /// @param deadline see {Terms}
    /// @param shards see {Terms}
    /// @param operator see {Terms}
    /// @param noticeEndsAt when {finishCancel} becomes possible; 0 before {requestCancel}
    /// @param pricePerReplica see {Terms}
    /// @param budget everything ever paid in: the first budget and all top-ups
    /// @param reserved the most that providers can be paid: the budget while the job is open, what
    /// they earned once it is settled or released, what they redeemed once cancelled or expired
    /// @param redeemed what providers have been paid; never more than `reserved`
    /// @param state see {JobState}
    /// @param resultRoot root of the tree over the job's verified shards; 0 until settled
    struct Job {
        address client;
        uint64 deadline;
        uint32 shards;
        address operator;
        uint64 noticeEndsAt;
        uint128 pricePerReplica;
        uint128 budget;
        uint120 reserved;
        uint120 redeemed;
        JobState state;
        bytes32 resultRoot;
    }

    /// @notice One voucher, ready to be redeemed.
    /// @param jobId the job that it draws on
    /// @param provider who is paid, whoever sends the transaction
    /// @param amount all that the provider has earned of the job so far, paid parts included
    /// @param signature the operator's, over {voucherDigest}
    struct Redemption {
        bytes32 jobId;
        address provider;
        uint128 amount;
        bytes signature;
    }

    /// @notice Posts a job and pays its budget from the caller's allowance.
    /// @param terms see {Terms}
    /// @return jobId see {jobIdOf}
    function post(Terms calldata terms) external returns (bytes32 jobId);

    /// @notice Posts a job and pays its budget by an EIP-2612 permit, in one transaction.
    /// @dev A permit that someone else already submitted does no harm: what counts is the allowance.
    /// @param terms see {Terms}
    /// @param permitDeadline until when the permit is valid
    /// @param v of the caller's permit for `terms.budget` to this contract
    /// @param r of the permit
    /// @param s of the permit
    /// @return jobId see {jobIdOf}
    function postWithPermit(
        Terms calldata terms,
        uint256 permitDeadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (bytes32 jobId);

    /// @notice The client of an open job adds to its budget from its allowance, before the deadline.
    function topUp(bytes32 jobId, uint128 amount) external;

    /// @notice Pays a provider what its voucher is worth beyond what it was paid before. Anyone may
    /// send it; the money goes to the provider.
    /// @param jobId the job that the voucher draws on
    /// @param provider who is paid
    /// @param amount all that the provider has earned of the job so far
    /// @param signature the operator's, over {voucherDigest}
    /// @return paid what the provider received
    function redeem(bytes32 jobId, address provider, uint128 amount, bytes calldata signature)
        external
        returns (uint128 paid);

    /// @notice Redeems vouchers of several jobs or providers in one transaction. Vouchers that are
    /// worth nothing any more are passed over, so that nobody can spoil a batch by redeeming one of
    /// its vouchers first.
    /// @return paid the sum of what the providers received
    function redeemMany(Redemption[] calldata redemptions) external returns (uint256 paid);

    /// @notice The operator closes a job. What providers earned stays held for them for ever; the rest
    /// is refunded at once.
    /// @param jobId an open or cancelling job of the caller's
    /// @param resultRoot root of the tree over the verified shards
    /// @param earned the sum of the newest vouchers of all providers, redeemed ones included
    function settle(bytes32 jobId, bytes32 resultRoot, uint128 earned) external;

    /// @notice The client closes a job at once with the operator's consent: before any work, with
    /// `earned` 0, or later at what the operator says was earned.
    /// @dev A consent cannot be taken back and has no end: an operator must have stopped handing out
    /// the job's shards before it signs one.
    /// @param jobId an open or cancelling job of the caller's
    /// @param earned as in {settle}
    /// @param operatorSignature over {releaseDigest}
    function release(bytes32 jobId, uint128 earned, bytes calldata operatorSignature) external;

    /// @notice The client gives notice to an operator that does not consent or answer. Until
    /// {NOTICE_PERIOD} has passed providers can redeem and the operator can settle.
    function requestCancel(bytes32 jobId) external;

    /// @notice Refunds all that was not redeemed, once the notice period is over. Anyone may call it.
    function finishCancel(bytes32 jobId) external;

    /// @notice Refunds all that was not redeemed, once {CLAIM_PERIOD} has passed since the deadline
    /// without the operator settling. Anyone may call it; the money goes to the client.
    function refundExpired(bytes32 jobId) external;

    /// @notice A job's whole record; all zero for an unknown id.
    function job(bytes32 jobId) external view returns (Job memory);

    /// @notice What a provider was paid for a job so far.
    function redeemedOf(bytes32 jobId, address provider) external view returns (uint128);

    /// @notice The id that a job has, or will have, on this chain and in this contract.
    /// @return keccak256(abi.encode(chainId, this contract, client, specHash))
    function jobIdOf(address client, bytes32 specHash) external view returns (bytes32);

    /// @notice What the operator signs as a voucher: EIP-712 of
    /// `Voucher(bytes32 jobId,address provider,uint256 amount)`.
    function voucherDigest(bytes32 jobId, address provider, uint256 amount)
        external
        view
        returns (bytes32);

    /// @notice What the operator signs to consent to {release}: EIP-712 of
    /// `Release(bytes32 jobId,uint256 earned)`.
    function releaseDigest(bytes32 jobId, uint256 earned) external view returns (bytes32);

    /// @notice What a provider's session key signs for a result: see {Attestation}.
    function attestationHash(bytes32 jobId, uint32 shardIndex, bytes32 digest)
        external
        view
        returns (bytes32);

    /// @notice Whether a session key attested a result of a job of this escrow.
    /// @param jobId the job
    /// @param shardIndex the shard, from 0
    /// @param digest SHA-256 of the replica's output bytes
    /// @param r of the P-256 signature
    /// @param s of the P-256 signature, in the lower half of the group's order
    /// @param qx of the session key
    /// @param qy of the session key
    function verifyAttestation(
        bytes32 jobId,
        uint32 shardIndex,
        bytes32 digest,
        bytes32 r,
        bytes32 s,
        bytes32 qx,
        bytes32 qy
    ) external view returns (bool);
}
