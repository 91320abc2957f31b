// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Attestation} from "./Attestation.sol";
import {IJobEscrow} from "./IJobEscrow.sol";
import {JobLedger} from "./JobLedger.sol";
import {JobState} from "./JobState.sol";

/// @title JobEscrow: holds a job's budget until providers have earned it or the client has it back
/// @notice Nobody owns this contract, nobody can pause or change it. Money leaves it in two ways only:
/// to a provider against a voucher that the job's operator signed, or back to the job's client.
/// @dev Invariants, tested as such: the escrow holds at least the sum over all jobs of
/// `reserved − redeemed`; `redeemed ≤ reserved ≤ budget`; a job's state never goes back. A token that
/// changes balances by itself would break the first one and must not be used.
contract JobEscrow is JobLedger, ReentrancyGuardTransient {
    /// @notice How long after {requestCancel} providers can still redeem and the operator settle.
    uint64 public constant NOTICE_PERIOD = 1 hours;

    /// @notice How long after the deadline a job still belongs to the operator and the providers.
    uint64 public constant CLAIM_PERIOD = 1 days;

    /// @param token_ an ERC-20 that takes no fee on transfer; with EIP-2612 for {postWithPermit}
    constructor(IERC20 token_) JobLedger(token_) {}

    /// @inheritdoc IJobEscrow
    function post(Terms calldata terms) external nonReentrant returns (bytes32) {
        return _post(terms);
    }

    /// @inheritdoc IJobEscrow
    function postWithPermit(
        Terms calldata terms,
        uint256 permitDeadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (bytes32) {
        IERC20Permit permit = IERC20Permit(address(token));
        try permit.permit(msg.sender, address(this), terms.budget, permitDeadline, v, r, s) {}
        catch {
            uint256 allowance = token.allowance(msg.sender, address(this));
            if (allowance < terms.budget) revert PermitRefused(allowance, terms.budget);
        }
        return _post(terms);
    }

    /// @inheritdoc IJobEscrow
    function topUp(bytes32 jobId, uint128 amount) external nonReentrant {
        Job storage record = _jobOf(jobId);
        if (msg.sender != record.client) revert NotClient(jobId, msg.sender, record.client);
        if (record.state != JobState.Open) revert WrongState(jobId, record.state);
        if (block.timestamp >= record.deadline) {
            revert DeadlinePassed(record.deadline, block.timestamp);
        }
        if (amount == 0) revert NothingToAdd(jobId);

        uint256 budget = uint256(record.budget) + amount;
        record.reserved = _toUint120(budget);
        record.budget = uint128(budget);
        emit JobToppedUp(jobId, amount, uint128(budget));

        _collect(amount);
    }

    /// @inheritdoc IJobEscrow
    function redeem(bytes32 jobId, address provider, uint128 amount, bytes calldata signature)
        external
        nonReentrant
        returns (uint128 paid)
    {
        paid = _redeem(jobId, provider, amount, signature);
        if (paid == 0) {
            revert NothingToRedeem(jobId, provider, amount, redeemedOf(jobId, provider));
        }
    }

    /// @inheritdoc IJobEscrow
    function redeemMany(Redemption[] calldata redemptions)
        external
        nonReentrant
        returns (uint256 paid)
    {
        for (uint256 i = 0; i < redemptions.length; ++i) {
            Redemption calldata one = redemptions[i];
            paid += _redeem(one.jobId, one.provider, one.amount, one.signature);
        }
        if (paid == 0) revert NothingToRedeemInBatch(redemptions.length);
    }

    /// @inheritdoc IJobEscrow
    function settle(bytes32 jobId, bytes32 resultRoot, uint128 earned) external nonReentrant {
        (Job storage record, address operator) = _jobAndOperator(jobId);
        if (msg.sender != operator) revert NotOperator(jobId, msg.sender, operator);

        uint128 refund = _leftOver(jobId, record, earned);
        record.reserved = uint120(earned);
        record.state = JobState.Settled;
        record.resultRoot = resultRoot;
        emit JobSettled(jobId, resultRoot, earned, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function release(bytes32 jobId, uint128 earned, bytes calldata operatorSignature)
        external
        nonReentrant
    {
        Job storage record = _jobOf(jobId);
        if (msg.sender != record.client) revert NotClient(jobId, msg.sender, record.client);
        _requireOperator(jobId, record.operator, releaseDigest(jobId, earned), operatorSignature);

        uint128 refund = _leftOver(jobId, record, earned);
        record.reserved = uint120(earned);
        record.state = JobState.Cancelled;
        emit JobCancelled(jobId, earned, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function requestCancel(bytes32 jobId) external nonReentrant {
        Job storage record = _jobOf(jobId);
        if (msg.sender != record.client) revert NotClient(jobId, msg.sender, record.client);
        if (record.state != JobState.Open) revert WrongState(jobId, record.state);

        uint64 noticeEndsAt = uint64(block.timestamp) + NOTICE_PERIOD;
        record.state = JobState.Cancelling;
        record.noticeEndsAt = noticeEndsAt;
        emit CancelRequested(jobId, noticeEndsAt);
    }

    /// @inheritdoc IJobEscrow
    function finishCancel(bytes32 jobId) external nonReentrant {
        Job storage record = _jobOf(jobId);
        if (record.state != JobState.Cancelling) revert WrongState(jobId, record.state);
        _requireTime(jobId, record.noticeEndsAt);

        uint120 redeemed = record.redeemed;
        uint128 refund = _leftOver(jobId, record, redeemed);
        record.reserved = redeemed;
        record.state = JobState.Cancelled;
        emit JobCancelled(jobId, redeemed, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function refundExpired(bytes32 jobId) external nonReentrant {
        Job storage record = _jobOf(jobId);
        _requireTime(jobId, uint256(record.deadline) + CLAIM_PERIOD);

        uint120 redeemed = record.redeemed;
        uint128 refund = _leftOver(jobId, record, redeemed);
        record.reserved = redeemed;
        record.state = JobState.Expired;
        emit JobExpired(jobId, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function attestationHash(bytes32 jobId, uint32 shardIndex, bytes32 digest)
        public
        view
        returns (bytes32)
    {
        return Attestation.hash(
            Attestation.domain(block.chainid, address(this)), jobId, shardIndex, digest
        );
    }

    /// @inheritdoc IJobEscrow
    function verifyAttestation(
        bytes32 jobId,
        uint32 shardIndex,
        bytes32 digest,
        bytes32 r,
        bytes32 s,
        bytes32 qx,
        bytes32 qy
    ) external view returns (bool) {
        return Attestation.verify(attestationHash(jobId, shardIndex, digest), r, s, qx, qy);
    }
}
