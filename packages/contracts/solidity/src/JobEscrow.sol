// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ReentrancyGuardTransient} from
    "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Attestation} from "./Attestation.sol";
import {IJobEscrow} from "./IJobEscrow.sol";

/// @title JobEscrow: holds a job's budget until providers have earned it or the client has it back
/// @notice Nobody owns this contract, nobody can pause or change it. Money leaves it in two ways only:
/// to a provider against a voucher that the job's operator signed, or back to the job's client.
/// @dev Invariants, tested as such: the escrow holds at least the sum over all jobs of
/// `reserved − redeemed`; `redeemed ≤ reserved ≤ budget`; a job's state never goes back. A token that
/// changes balances by itself would break the first one and must not be used.
contract JobEscrow is IJobEscrow, EIP712, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice How long after {requestCancel} providers can still redeem and the operator settle.
    uint64 public constant NOTICE_PERIOD = 1 hours;

    /// @notice How long after the deadline a job still belongs to the operator and the providers.
    uint64 public constant CLAIM_PERIOD = 1 days;

    bytes32 private constant VOUCHER_TYPEHASH =
        keccak256("Voucher(bytes32 jobId,address provider,uint256 amount)");
    bytes32 private constant RELEASE_TYPEHASH = keccak256("Release(bytes32 jobId,uint256 earned)");

    /// @notice The token of every job here.
    IERC20 public immutable token;

    mapping(bytes32 jobId => Job) private _jobs;
    mapping(bytes32 jobId => mapping(address provider => uint128)) private _redeemedOf;

    /// @param token_ an ERC-20 that takes no fee on transfer; with EIP-2612 for {postWithPermit}
    constructor(IERC20 token_) EIP712("Tabgrid", "1") {
        require(address(token_).code.length != 0, TokenHasNoCode(address(token_)));
        token = token_;
    }

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
            require(allowance >= terms.budget, PermitRefused(allowance, terms.budget));
        }
        return _post(terms);
    }

    /// @inheritdoc IJobEscrow
    function topUp(bytes32 jobId, uint128 amount) external nonReentrant {
        Job storage record = _jobOf(jobId);
        require(msg.sender == record.client, NotClient(jobId, msg.sender, record.client));
        require(record.state == JobState.Open, WrongState(jobId, record.state));
        require(block.timestamp < record.deadline, DeadlinePassed(record.deadline, block.timestamp));
        require(amount != 0, NothingToAdd(jobId));

        uint128 budget = record.budget + amount;
        record.budget = budget;
        record.reserved += amount;
        emit JobToppedUp(jobId, amount, budget);

        _collect(amount);
    }

    /// @inheritdoc IJobEscrow
    function redeem(bytes32 jobId, address provider, uint128 amount, bytes calldata signature)
        external
        nonReentrant
        returns (uint128 paid)
    {
        paid = _redeem(jobId, provider, amount, signature);
        require(
            paid != 0, NothingToRedeem(jobId, provider, amount, _redeemedOf[jobId][provider])
        );
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
        require(paid != 0, NothingToRedeemInBatch(redemptions.length));
    }

    /// @inheritdoc IJobEscrow
    function settle(bytes32 jobId, bytes32 resultRoot, uint128 earned) external nonReentrant {
        Job storage record = _jobOf(jobId);
        require(msg.sender == record.operator, NotOperator(jobId, msg.sender, record.operator));

        record.resultRoot = resultRoot;
        uint128 refund = _close(jobId, record, JobState.Settled, earned);
        emit JobSettled(jobId, resultRoot, earned, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function release(bytes32 jobId, uint128 earned, bytes calldata operatorSignature)
        external
        nonReentrant
    {
        Job storage record = _jobOf(jobId);
        require(msg.sender == record.client, NotClient(jobId, msg.sender, record.client));
        _requireOperator(jobId, record.operator, releaseDigest(jobId, earned), operatorSignature);

        uint128 refund = _close(jobId, record, JobState.Cancelled, earned);
        emit JobCancelled(jobId, earned, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function requestCancel(bytes32 jobId) external nonReentrant {
        Job storage record = _jobOf(jobId);
        require(msg.sender == record.client, NotClient(jobId, msg.sender, record.client));
        require(record.state == JobState.Open, WrongState(jobId, record.state));

        uint64 noticeEndsAt = uint64(block.timestamp) + NOTICE_PERIOD;
        record.state = JobState.Cancelling;
        record.noticeEndsAt = noticeEndsAt;
        emit CancelRequested(jobId, noticeEndsAt);
    }

    /// @inheritdoc IJobEscrow
    function finishCancel(bytes32 jobId) external nonReentrant {
        Job storage record = _jobOf(jobId);
        require(record.state == JobState.Cancelling, WrongState(jobId, record.state));
        _requireTime(jobId, record.noticeEndsAt);

        uint128 redeemed = record.redeemed;
        uint128 refund = _close(jobId, record, JobState.Cancelled, redeemed);
        emit JobCancelled(jobId, redeemed, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function refundExpired(bytes32 jobId) external nonReentrant {
        Job storage record = _jobOf(jobId);
        _requireTime(jobId, uint256(record.deadline) + CLAIM_PERIOD);

        uint128 refund = _close(jobId, record, JobState.Expired, record.redeemed);
        emit JobExpired(jobId, refund);

        _refund(record.client, refund);
    }

    /// @inheritdoc IJobEscrow
    function job(bytes32 jobId) external view returns (Job memory) {
        return _jobs[jobId];
    }

    /// @inheritdoc IJobEscrow
    function redeemedOf(bytes32 jobId, address provider) external view returns (uint128) {
        return _redeemedOf[jobId][provider];
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

    /// @inheritdoc IJobEscrow
    function jobIdOf(address client, bytes32 specHash) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), client, specHash));
    }

    /// @inheritdoc IJobEscrow
    function voucherDigest(bytes32 jobId, address provider, uint256 amount)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(VOUCHER_TYPEHASH, jobId, provider, amount)));
    }

    /// @inheritdoc IJobEscrow
    function releaseDigest(bytes32 jobId, uint256 earned) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(RELEASE_TYPEHASH, jobId, earned)));
    }

    /// @dev Checks the terms, records the job under the caller's name and collects its budget.
    function _post(Terms calldata terms) private returns (bytes32 jobId) {
        require(terms.operator != address(0), OperatorMissing());
        require(terms.shards != 0, NoShards());
        require(
            terms.pricePerReplica != 0 && terms.budget >= terms.pricePerReplica,
            BudgetTooSmall(terms.budget, terms.pricePerReplica)
        );
        require(block.timestamp < terms.deadline, DeadlinePassed(terms.deadline, block.timestamp));
        jobId = jobIdOf(msg.sender, terms.specHash);
        Job storage record = _jobs[jobId];
        require(record.state == JobState.None, JobExists(jobId));

        record.client = msg.sender;
        record.deadline = terms.deadline;
        record.shards = terms.shards;
        record.operator = terms.operator;
        record.state = JobState.Open;
        record.pricePerReplica = terms.pricePerReplica;
        record.budget = terms.budget;
        record.reserved = terms.budget;
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
        private
        returns (uint128 paid)
    {
        Job storage record = _jobOf(jobId);
        _requireOperator(
            jobId, record.operator, voucherDigest(jobId, provider, amount), signature
        );
        uint128 before = _redeemedOf[jobId][provider];
        uint128 redeemed = record.redeemed;
        uint128 available = record.reserved - redeemed;
        if (amount <= before || available == 0) return 0;
        paid = amount - before;
        require(paid <= available, ReserveExceeded(jobId, paid, available));

        _redeemedOf[jobId][provider] = amount;
        record.redeemed = redeemed + paid;
        emit VoucherRedeemed(jobId, provider, paid, amount, msg.sender);

        token.safeTransfer(provider, paid);
    }

    /// @dev Moves a job to a final state, keeps `earned` for providers and returns what is left over.
    function _close(bytes32 jobId, Job storage record, JobState state, uint128 earned)
        private
        returns (uint128 refund)
    {
        require(
            record.state == JobState.Open || record.state == JobState.Cancelling,
            WrongState(jobId, record.state)
        );
        // While a job is open `reserved` is its whole budget.
        uint128 held = record.reserved;
        require(
            record.redeemed <= earned && earned <= held,
            EarnedOutOfBounds(jobId, earned, record.redeemed, held)
        );

        record.state = state;
        record.reserved = earned;
        return held - earned;
    }

    /// @dev Takes `amount` from the caller and refuses a token that delivers anything else.
    function _collect(uint128 amount) private {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        require(received == amount, WrongAmountReceived(amount, received));
    }

    function _refund(address client, uint128 refund) private {
        if (refund != 0) token.safeTransfer(client, refund);
    }

    function _jobOf(bytes32 jobId) private view returns (Job storage record) {
        record = _jobs[jobId];
        require(record.state != JobState.None, UnknownJob(jobId));
    }

    function _requireTime(bytes32 jobId, uint256 allowedAt) private view {
        require(block.timestamp >= allowedAt, TooEarly(jobId, allowedAt, block.timestamp));
    }

    function _requireOperator(
        bytes32 jobId,
        address operator,
        bytes32 digest,
        bytes calldata signature
    ) private view {
        require(
            SignatureChecker.isValidSignatureNowCalldata(operator, digest, signature),
            BadOperatorSignature(jobId, operator, digest)
        );
    }
}
