// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title One event for every transition of a job's money
interface JobEscrowEvents {
    /// @notice A job was posted and its budget is held.
    event JobPosted(
        bytes32 indexed jobId,
        address indexed client,
        address indexed operator,
        bytes32 specHash,
        uint128 budget,
        uint128 pricePerReplica,
        uint32 shards,
        uint64 deadline
    );
    /// @notice The client added `amount`; `budget` is the new total.
    event JobToppedUp(bytes32 indexed jobId, uint128 amount, uint128 budget);
    /// @notice `provider` was paid `paid`, which makes `total` so far; `caller` sent the transaction.
    event VoucherRedeemed(
        bytes32 indexed jobId, address indexed provider, uint128 paid, uint128 total, address caller
    );
    /// @notice The operator closed the job: `earned` is the providers', `refund` went to the client.
    event JobSettled(bytes32 indexed jobId, bytes32 resultRoot, uint128 earned, uint128 refund);
    /// @notice The client gave notice; from `effectiveAt` on the job can be cancelled.
    event CancelRequested(bytes32 indexed jobId, uint64 effectiveAt);
    /// @notice The job was cancelled: `earned` is the providers', `refund` went to the client.
    event JobCancelled(bytes32 indexed jobId, uint128 earned, uint128 refund);
    /// @notice The job was over without the operator closing it; `refund` went to the client.
    event JobExpired(bytes32 indexed jobId, uint128 refund);
}
