// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IJobEscrow} from "./IJobEscrow.sol";
import {IProviderStakes} from "./IProviderStakes.sol";
import {JobState} from "./JobState.sol";
import {JobLedger} from "./JobLedger.sol";

/// @title ProviderStakes: what a provider loses when it lies
/// @notice Nobody owns this contract, nobody can pause or change it. Money leaves it in two ways only:
/// back to its owner after notice, or burned, out of everybody's reach, for a result that the provider
/// signed in a job that the burning operator settled. An operator gains nothing by burning, and can
/// burn no more than {BURN_MULTIPLE} prices for each result that it was given.
/// @dev Invariants, tested as such: the contract holds the sum of all stakes (and whatever was sent here
/// without {stake}, which nobody gets back); `leaving ≤ amount`; what an owner got and what was burned
/// is never more than what it put in. A token that changes balances by itself would break the first
/// one and must not be used; of one that refuses {BURNED} nothing could be burned.
contract ProviderStakes is IProviderStakes, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice From {giveNotice} to {withdraw}. A lie in a job that is settled later than this can
    /// outlive its stake: an operator counts a stake only for jobs that it settles sooner.
    uint64 public constant NOTICE_PERIOD = 7 days;

    /// @notice Prices of a replica that a lie burns: what it saves is one, and the least chance that
    /// it is checked is one in a hundred, so that on average it never pays.
    uint128 public constant BURN_MULTIPLE = 100;

    /// @notice Where burned tokens go. Nobody has its key, and most tokens refuse address 0.
    address public constant BURNED = 0x000000000000000000000000000000000000dEaD;

    /// @notice The escrow whose jobs and token these stakes are for.
    IJobEscrow public immutable escrow;

    /// @notice The token of every stake: the escrow's.
    IERC20 public immutable token;

    mapping(address operator => mapping(bytes32 providerId => mapping(address owner => Stake)))
        private _stakes;
    mapping(bytes32 result => bool) private _burned;

    /// @param escrow_ a JobEscrow
    constructor(IJobEscrow escrow_) {
        if (address(escrow_).code.length == 0) revert EscrowHasNoCode(address(escrow_));
        escrow = escrow_;
        token = JobLedger(address(escrow_)).token();
    }

    /// @inheritdoc IProviderStakes
    function stake(address operator, bytes32 providerId, uint128 amount) external nonReentrant {
        _add(operator, providerId, amount);
    }

    /// @inheritdoc IProviderStakes
    function stakeWithPermit(
        address operator,
        bytes32 providerId,
        uint128 amount,
        uint256 permitDeadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant {
        try IERC20Permit(address(token))
            .permit(msg.sender, address(this), amount, permitDeadline, v, r, s) {}
        catch {
            uint256 allowance = token.allowance(msg.sender, address(this));
            if (allowance < amount) revert StakePermitRefused(allowance, amount);
        }
        _add(operator, providerId, amount);
    }

    /// @inheritdoc IProviderStakes
    function giveNotice(address operator, bytes32 providerId, uint128 amount)
        external
        nonReentrant
    {
        Stake storage own = _stakes[operator][providerId][msg.sender];
        if (amount == 0) revert NoAmount();
        uint128 available = own.amount - own.leaving;
        if (amount > available) revert NotAtStake(amount, available);

        uint128 leaving = own.leaving + amount;
        uint64 leavesAt = uint64(block.timestamp) + NOTICE_PERIOD;
        own.leaving = leaving;
        own.leavesAt = leavesAt;
        emit NoticeGiven(operator, providerId, msg.sender, leaving, leavesAt);
    }

    /// @inheritdoc IProviderStakes
    function stay(address operator, bytes32 providerId) external nonReentrant {
        Stake storage own = _stakes[operator][providerId][msg.sender];
        if (own.leaving == 0) revert NothingLeaving();
        own.leaving = 0;
        own.leavesAt = 0;
        emit NoticeGiven(operator, providerId, msg.sender, 0, 0);
    }

    /// @inheritdoc IProviderStakes
    function withdraw(address operator, bytes32 providerId)
        external
        nonReentrant
        returns (uint128 withdrawn)
    {
        Stake storage own = _stakes[operator][providerId][msg.sender];
        withdrawn = own.leaving;
        if (withdrawn == 0) revert NothingLeaving();
        if (block.timestamp < own.leavesAt) revert NoticeNotOver(own.leavesAt, block.timestamp);

        uint128 amount = own.amount - withdrawn;
        own.amount = amount;
        own.leaving = 0;
        own.leavesAt = 0;
        emit StakeWithdrawn(operator, providerId, msg.sender, withdrawn, amount);

        token.safeTransfer(msg.sender, withdrawn);
    }

    /// @inheritdoc IProviderStakes
    function burn(Lie calldata lie) external nonReentrant returns (uint128 burned) {
        IJobEscrow.Job memory job = escrow.job(lie.jobId);
        if (job.state != JobState.Settled || job.operator != msg.sender) {
            revert NotSettledBy(lie.jobId, msg.sender);
        }
        bytes32 providerId = sha256(abi.encodePacked(hex"04", lie.qx, lie.qy));
        bytes32 result = _resultOf(providerId, lie.jobId, lie.shardIndex);
        if (_burned[result]) revert BurnedBefore(providerId, lie.jobId, lie.shardIndex);
        Stake storage own = _stakes[msg.sender][providerId][lie.owner];
        uint128 before = own.amount;
        if (before == 0) revert NothingAtStake(providerId, lie.owner);
        _requireEvidence(lie, job, providerId);

        uint256 wanted = uint256(job.pricePerReplica) * BURN_MULTIPLE;
        burned = wanted < before ? uint128(wanted) : before;
        uint128 left = before - burned;
        _burned[result] = true;
        own.amount = left;
        if (own.leaving > left) own.leaving = left;
        if (own.leaving == 0) own.leavesAt = 0;
        _tell(lie, providerId, burned, left);

        token.safeTransfer(BURNED, burned);
    }

    /// @inheritdoc IProviderStakes
    function stakeOf(address operator, bytes32 providerId, address owner)
        external
        view
        returns (Stake memory)
    {
        return _stakes[operator][providerId][owner];
    }

    /// @inheritdoc IProviderStakes
    function isBurned(bytes32 providerId, bytes32 jobId, uint32 shardIndex)
        external
        view
        returns (bool)
    {
        return _burned[_resultOf(providerId, jobId, shardIndex)];
    }

    function _add(address operator, bytes32 providerId, uint128 added) private {
        if (added == 0) revert NoAmount();
        if (operator == address(0)) revert NoOperator();
        Stake storage own = _stakes[operator][providerId][msg.sender];
        uint128 amount = own.amount + added;
        own.amount = amount;
        emit StakeAdded(operator, providerId, msg.sender, added, amount);

        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), added);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != added) revert WrongStakeReceived(added, received);
    }

    /// @dev The provider signed the result, the shard is one of the job's, and the settled root holds
    /// its receipt. The leaf is hashed twice, as by OpenZeppelin's merkle-tree, so that no inner node
    /// of the tree can pass for one.
    function _requireEvidence(Lie calldata lie, IJobEscrow.Job memory job, bytes32 providerId)
        private
        view
    {
        bytes32 leaf =
            keccak256(bytes.concat(keccak256(abi.encode(lie.shardIndex, lie.receiptHash))));
        bool inRoot = lie.shardIndex < job.shards
            && MerkleProof.verifyCalldata(lie.proof, job.resultRoot, leaf);
        if (!inRoot) {
            revert NotInRoot(lie.jobId, lie.shardIndex, lie.receiptHash);
        }
        bool attested = escrow.verifyAttestation(
            lie.jobId, lie.shardIndex, lie.digest, lie.r, lie.s, lie.qx, lie.qy
        );
        if (!attested) revert NotAttested(providerId, lie.jobId, lie.shardIndex);
    }

    function _tell(Lie calldata lie, bytes32 providerId, uint128 burned, uint128 left) private {
        emit StakeBurned(
            msg.sender,
            providerId,
            lie.owner,
            lie.jobId,
            lie.shardIndex,
            lie.receiptHash,
            burned,
            left
        );
    }

    function _resultOf(bytes32 providerId, bytes32 jobId, uint32 shardIndex)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(providerId, jobId, shardIndex));
    }
}
