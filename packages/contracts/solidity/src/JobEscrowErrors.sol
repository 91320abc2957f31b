// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobState} from "./JobState.sol";

/// @title Why the escrow refuses a call
interface JobEscrowErrors {
    /// @notice The escrow was given a token address with no contract behind it.
    error TokenHasNoCode(address token);
    /// @notice No job has this id.
    error UnknownJob(bytes32 jobId);
    /// @notice This client has already posted this specification.
    error JobExists(bytes32 jobId);
    /// @notice The job is not in a state that allows this call.
    error WrongState(bytes32 jobId, JobState state);
    /// @notice Only the job's client may do this.
    error NotClient(bytes32 jobId, address caller, address client);
    /// @notice Only the job's operator may do this.
    error NotOperator(bytes32 jobId, address caller, address operator);
    /// @notice The terms name no operator.
    error OperatorMissing();
    /// @notice The terms name no shard.
    error NoShards();
    /// @notice A budget of more than 2^120 − 1 minor units.
    error BudgetTooLarge(uint256 budget);
    /// @notice The price is 0 or the budget does not cover even one replica.
    error BudgetTooSmall(uint128 budget, uint128 pricePerReplica);
    /// @notice A top-up of nothing.
    error NothingToAdd(bytes32 jobId);
    /// @notice The deadline is not in the future.
    error DeadlinePassed(uint64 deadline, uint256 time);
    /// @notice The permit was refused by the token and the allowance alone is too small.
    error PermitRefused(uint256 allowance, uint256 needed);
    /// @notice The token moved another amount than it was told to: it takes a fee, and is refused.
    error WrongAmountReceived(uint256 expected, uint256 received);
    /// @notice The signature is not the operator's over `digest`.
    error BadOperatorSignature(bytes32 jobId, address operator, bytes32 digest);
    /// @notice The voucher is worth no more than what the provider was already paid.
    error NothingToRedeem(bytes32 jobId, address provider, uint128 amount, uint128 redeemed);
    /// @notice The voucher asks for more than the job still holds for providers.
    error ReserveExceeded(bytes32 jobId, uint128 wanted, uint128 available);
    /// @notice None of the vouchers of a batch is worth anything now.
    error NothingToRedeemInBatch(uint256 vouchers);
    /// @notice The earnings are below what was redeemed or above the budget.
    error EarnedOutOfBounds(bytes32 jobId, uint128 earned, uint128 redeemed, uint128 budget);
    /// @notice It is too early: this becomes possible at `allowedAt`.
    error TooEarly(bytes32 jobId, uint256 allowedAt, uint256 time);
}
