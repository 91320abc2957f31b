// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title What the stakes' contract says to the world: its shapes, calls, events and errors
/// @notice Amounts are minor units of the escrow's token; times are seconds since 1970, UTC.
interface IProviderStakes {
    /// @notice What an owner has at stake for a provider with an operator.
    /// @param amount all of it, what is leaving included: all of it can be burned
    /// @param leaving the part that notice was given for
    /// @param leavesAt when {withdraw} becomes possible; 0 while nothing is leaving
    struct Stake {
        uint128 amount;
        uint128 leaving;
        uint64 leavesAt;
    }

    /// @notice A result that its provider signed, and the receipt in a settled job's root that says
    /// what became of it.
    /// @param owner whose stake answers for the provider
    /// @param jobId a job that the caller settled
    /// @param shardIndex the shard, from 0
    /// @param digest SHA-256 of the output bytes that the provider attested
    /// @param r of the provider's P-256 signature
    /// @param s of the signature, in the lower half of the group's order
    /// @param qx of the provider's session key
    /// @param qy of the session key
    /// @param receiptHash SHA-256 of the shard's receipt
    /// @param proof from the receipt's leaf to the job's root
    struct Lie {
        address owner;
        bytes32 jobId;
        uint32 shardIndex;
        bytes32 digest;
        bytes32 r;
        bytes32 s;
        bytes32 qx;
        bytes32 qy;
        bytes32 receiptHash;
        bytes32[] proof;
    }

    /// @notice `owner` put `added` at stake for a provider; `amount` is the new total.
    event StakeAdded(
        address indexed operator,
        bytes32 indexed providerId,
        address indexed owner,
        uint128 added,
        uint128 amount
    );
    /// @notice The owner gave notice: `leaving` in all can be withdrawn from `leavesAt` on. Both are 0
    /// when it took its notice back.
    event NoticeGiven(
        address indexed operator,
        bytes32 indexed providerId,
        address indexed owner,
        uint128 leaving,
        uint64 leavesAt
    );
    /// @notice The owner has `withdrawn` back; `amount` stays at stake.
    event StakeWithdrawn(
        address indexed operator,
        bytes32 indexed providerId,
        address indexed owner,
        uint128 withdrawn,
        uint128 amount
    );
    /// @notice `burned` is out of anyone's reach for a result; `amount` stays at stake. Of what was
    /// leaving, `amount` at most still is, at the time that was told.
    event StakeBurned(
        address indexed operator,
        bytes32 indexed providerId,
        address indexed owner,
        bytes32 jobId,
        uint32 shardIndex,
        bytes32 receiptHash,
        uint128 burned,
        uint128 amount
    );

    /// @notice The escrow's address has no contract behind it.
    error EscrowHasNoCode(address escrow);
    /// @notice An amount of nothing.
    error NoAmount();
    /// @notice Nobody could ever burn a stake with no operator.
    error NoOperator();
    /// @notice Notice for more than what is at stake and not leaving already.
    error NotAtStake(uint128 amount, uint128 available);
    /// @notice Nothing is leaving: give notice first.
    error NothingLeaving();
    /// @notice The notice isn't over.
    error NoticeNotOver(uint64 leavesAt, uint256 time);
    /// @notice The token was told to move `expected` and moved `received`.
    error WrongStakeReceived(uint256 expected, uint256 received);
    /// @notice The token refused the permit, and the allowance alone is too small.
    error StakePermitRefused(uint256 allowance, uint256 needed);
    /// @notice The job isn't one that the caller settled.
    error NotSettledBy(bytes32 jobId, address caller);
    /// @notice The receipt isn't in the job's root, or the job has no such shard.
    error NotInRoot(bytes32 jobId, uint32 shardIndex, bytes32 receiptHash);
    /// @notice The provider's key didn't sign this result.
    error NotAttested(bytes32 providerId, bytes32 jobId, uint32 shardIndex);
    /// @notice This result was burned for before.
    error BurnedBefore(bytes32 providerId, bytes32 jobId, uint32 shardIndex);
    /// @notice The owner has nothing at stake for this provider with the caller.
    error NothingAtStake(bytes32 providerId, address owner);

    /// @notice Puts `amount` of the caller's allowance at stake for a provider with an operator.
    /// @param operator whose jobs the stake speaks for, and the only one who can burn it
    /// @param providerId SHA-256 of the provider's 65-byte session key
    /// @param amount minor units
    function stake(address operator, bytes32 providerId, uint128 amount) external;

    /// @notice {stake} by an EIP-2612 permit, in one transaction.
    /// @dev A permit that someone else already submitted does no harm: what counts is the allowance.
    function stakeWithPermit(
        address operator,
        bytes32 providerId,
        uint128 amount,
        uint256 permitDeadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Gives notice for a part of the caller's stake. It speaks for the provider no more, and
    /// can be withdrawn after {NOTICE_PERIOD}; until then it can be burned as the rest can. Notice
    /// for more begins the period anew for all that is leaving.
    function giveNotice(address operator, bytes32 providerId, uint128 amount) external;

    /// @notice Takes notice back: all that is leaving stays.
    function stay(address operator, bytes32 providerId) external;

    /// @notice Pays the caller what is leaving, once the notice is over.
    /// @return withdrawn what it received
    function withdraw(address operator, bytes32 providerId) external returns (uint128 withdrawn);

    /// @notice The operator of a settled job burns {BURN_MULTIPLE} prices of a replica, or what is
    /// left, of the stake behind a result, once for each result.
    /// @dev What is proved here: that the provider signed the result, and that the job's root holds
    /// the receipt. That the result was wrong is what the receipt says, which the root makes public
    /// and unchangeable; everybody can compute the shard again. A result may be older than the stake:
    /// a stake answers for all that its provider ever signed in the operator's jobs.
    /// @return burned how much
    function burn(Lie calldata lie) external returns (uint128 burned);

    /// @notice What an owner has at stake for a provider with an operator.
    function stakeOf(address operator, bytes32 providerId, address owner)
        external
        view
        returns (Stake memory);

    /// @notice Whether a result was burned for.
    function isBurned(bytes32 providerId, bytes32 jobId, uint32 shardIndex)
        external
        view
        returns (bool);
}
