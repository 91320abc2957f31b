// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Where a job's money stands. A job only ever moves to a state further down this list.
/// @dev None: never posted. Open: posted, money held. Cancelling: the client gave notice.
/// Settled: the operator closed it. Cancelled: closed by notice or by a signed release.
/// Expired: closed after the deadline without the operator.
enum JobState {
    None,
    Open,
    Cancelling,
    Settled,
    Cancelled,
    Expired
}
