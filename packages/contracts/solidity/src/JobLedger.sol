// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IJobEscrow} from "./IJobEscrow.sol";
import {JobState} from "./JobState.sol";
import {OperatorSignatures} from "./OperatorSignatures.sol";

/// @title The escrow's books: each job's record, and the only places where money comes in and goes out
abstract contract JobLedger is OperatorSignatures {
    using SafeERC20 for IERC20;

    /// @notice The token of every job here.
    IERC20 public immutable token;

    mapping(bytes32 jobId => Job) private _jobs;
    mapping(bytes32 jobId => mapping(address provider => uint128)) private _redeemedOf;

    constructor(IERC20 token_) {
        if (address(token_).code.length == 0) revert TokenHasNoCode(address(token_));
        token = token_;
    }

    /// @inheritdoc IJobEscrow
    function job(bytes32 jobId) external view returns (Job memory) {
        return _jobs[jobId];
    }

    /// @inheritdoc IJobEscrow
    function redeemedOf(bytes32 jobId, address provider) public view returns (uint128) {
        return _redeemedOf[jobId][provider];
    }

    /// @inheritdoc IJobEscrow
    function jobIdOf(address client, bytes32 specHash) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), client, specHash));
    }

    /// @dev Checks the terms, records the job under the caller's name and collects its budget.
    function _post(Terms calldata terms) internal returns (bytes32 jobId) {
        if (terms.operator == address(0)) revert OperatorMissing();
        if (terms.shards == 0) revert NoShards();
        if (terms.pricePerReplica == 0 || terms.budget < terms.pricePerReplica) {
            revert BudgetTooSmall(terms.budget, terms.pricePerReplica);
        }
        if (block.timestamp >= terms.deadline) {
            revert DeadlinePassed(terms.deadline, block.timestamp);
        }
        jobId = jobIdOf(msg.sender, terms.specHash);
        Job storage record = _jobs[jobId];
        if (record.state != JobState.None) revert JobExists(jobId);

        record.client = msg.sender;
        record.deadline = terms.deadline;
        record.shards = terms.shards;
        record.operator = terms.operator;
        record.pricePerReplica = terms.pricePerReplica;
        record.budget = terms.budget;
        record.reserved = _toUint120(terms.budget);
        record.state = JobState.Open;
        emit JobPosted(
            jobId,
            msg.sender,
            terms.operator,
            terms.specHash,
            terms.budget,
            terms.pricePerReplica,
            terms.shards,
            terms.deadline
        );

        _collect(terms.budget);
    }

    /// @dev Pays one voucher; returns 0 and does nothing where it is worth nothing now. Needs no look
    /// at the state: closing a job has already cut `reserved` down to what providers may still take.
    function _redeem(bytes32 jobId, address provider, uint128 amount, bytes calldata signature)
        internal
        returns (uint128 paid)
    {
        (Job storage record, address operator) = _jobAndOperator(jobId);
        _requireOperator(jobId, operator, voucherDigest(jobId, provider, amount), signature);
        uint128 before = _redeemedOf[jobId][provider];
        uint128 redeemed = record.redeemed;
        uint128 available = record.reserved - redeemed;
        if (amount <= before || available == 0) return 0;
        paid = amount - before;
        if (paid > available) revert ReserveExceeded(jobId, paid, available);

        _redeemedOf[jobId][provider] = amount;
        // paid ≤ reserved − redeemed, so the sum fits where `reserved` does.
        record.redeemed = uint120(redeemed + paid);
        emit VoucherRedeemed(jobId, provider, paid, amount, msg.sender);

        token.safeTransfer(provider, paid);
    }

    /// @dev What goes back to the client when a job is closed with `earned` kept for providers. Checks
    /// that the job is still open and that `earned` is between what was redeemed and the budget.
    function _leftOver(bytes32 jobId, Job storage record, uint128 earned)
        internal
        view
        returns (uint128)
    {
        JobState state = record.state;
        if (state != JobState.Open && state != JobState.Cancelling) {
            revert WrongState(jobId, state);
        }
        // While a job is open `reserved` is its whole budget.
        uint120 budget = record.reserved;
        uint120 redeemed = record.redeemed;
        if (earned < redeemed || earned > budget) {
            revert EarnedOutOfBounds(jobId, earned, redeemed, budget);
        }
        return budget - earned;
    }

    /// @dev Takes `amount` from the caller and refuses a token that delivers anything else.
    function _collect(uint128 amount) internal {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert WrongAmountReceived(amount, received);
    }

    function _refund(address client, uint128 refund) internal {
        if (refund != 0) token.safeTransfer(client, refund);
    }

    function _toUint120(uint256 budget) internal pure returns (uint120) {
        if (budget > type(uint120).max) revert BudgetTooLarge(budget);
        return uint120(budget);
    }

    function _jobAndOperator(bytes32 jobId)
        internal
        view
        returns (Job storage record, address operator)
    {
        record = _jobs[jobId];
        operator = record.operator;
        if (operator == address(0)) revert UnknownJob(jobId);
    }

    function _jobOf(bytes32 jobId) internal view returns (Job storage record) {
        record = _jobs[jobId];
        if (record.state == JobState.None) revert UnknownJob(jobId);
    }

    function _requireTime(bytes32 jobId, uint256 allowedAt) internal view {
        if (block.timestamp < allowedAt) revert TooEarly(jobId, allowedAt, block.timestamp);
    }
}
