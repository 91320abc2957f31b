// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CommonBase} from "forge-std/Base.sol";
import {StdCheats} from "forge-std/StdCheats.sol";
import {StdUtils} from "forge-std/StdUtils.sol";
import {IJobEscrow} from "../../src/IJobEscrow.sol";
import {JobEscrow} from "../../src/JobEscrow.sol";
import {JobState} from "../../src/JobState.sol";
import {TestDollar} from "../../src/TestDollar.sol";

/// @dev Does what clients, the operator, providers, relayers and time can do, in any order, and what a
/// thief would try. It keeps its own books, from the calls that it made, never from the escrow's.
contract EscrowHandler is CommonBase, StdCheats, StdUtils {
    JobEscrow public immutable escrow;
    TestDollar public immutable dollar;
    address public immutable operator;
    uint256 private immutable operatorKey;
    uint256 private immutable thiefKey;
    address private immutable thief;

    address[3] public clients;
    address[4] public providers;
    bytes32[] public jobIds;

    /// @dev The books of each job: paid in by the client, paid back, and paid out to providers.
    mapping(bytes32 => uint256) public paidIn;
    mapping(bytes32 => uint256) public paidBack;
    mapping(bytes32 => uint256) public paidOut;
    /// @dev The furthest state that a job was seen in after any call.
    mapping(bytes32 => JobState) public seen;
    bool public wentBack;
    uint256 public thefts;

    constructor(JobEscrow escrow_, TestDollar dollar_) {
        (escrow, dollar) = (escrow_, dollar_);
        (operator, operatorKey) = makeAddrAndKey("operator");
        (thief, thiefKey) = makeAddrAndKey("thief");
        for (uint256 i = 0; i < clients.length; ++i) {
            clients[i] = makeAddr(string.concat("client ", vm.toString(i)));
            dollar.faucetTo(clients[i]);
            vm.prank(clients[i]);
            dollar.approve(address(escrow), type(uint256).max);
        }
        for (uint256 i = 0; i < providers.length; ++i) {
            providers[i] = makeAddr(string.concat("provider ", vm.toString(i)));
        }
    }

    modifier watched() {
        _;
        for (uint256 i = 0; i < jobIds.length; ++i) {
            JobState now_ = stateOf(jobIds[i]);
            JobState then = seen[jobIds[i]];
            bool final_ = then >= JobState.Settled;
            if (now_ < then || (final_ && now_ != then)) wentBack = true;
            seen[jobIds[i]] = now_;
        }
    }

    function post(uint256 who, uint128 budget, uint128 price, uint64 lasts) external watched {
        address client = clients[who % clients.length];
        uint256 purse = dollar.balanceOf(client);
        if (purse < 2) return;
        budget = uint128(bound(budget, 2, purse));
        price = uint128(bound(price, 1, budget));
        IJobEscrow.Terms memory terms = IJobEscrow.Terms({
            specHash: keccak256(abi.encode(jobIds.length)),
            operator: operator,
            deadline: uint64(block.timestamp + bound(lasts, 1, 2 days)),
            shards: 1,
            pricePerReplica: price,
            budget: budget
        });
        vm.prank(client);
        bytes32 jobId = escrow.post(terms);
        jobIds.push(jobId);
        paidIn[jobId] = budget;
    }

    function topUp(uint256 which, uint128 amount) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        uint256 purse = dollar.balanceOf(job.client);
        if (job.state != JobState.Open || block.timestamp >= job.deadline || purse == 0) return;
        amount = uint128(bound(amount, 1, purse));
        vm.prank(job.client);
        escrow.topUp(jobId, amount);
        paidIn[jobId] += amount;
    }

    function redeem(uint256 which, uint256 who, uint128 more) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        uint128 available = job.reserved - job.redeemed;
        if (available == 0) return;
        address provider = providers[who % providers.length];
        more = uint128(bound(more, 1, available));
        uint128 amount = escrow.redeemedOf(jobId, provider) + more;
        bytes32 digest = escrow.voucherDigest(jobId, provider, amount);
        escrow.redeem(jobId, provider, amount, sign(operatorKey, digest));
        paidOut[jobId] += more;
    }

    function settle(uint256 which, uint128 earned) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        if (!isOpen(job)) return;
        earned = uint128(bound(earned, job.redeemed, job.reserved));
        uint256 before = dollar.balanceOf(job.client);
        vm.prank(operator);
        escrow.settle(jobId, keccak256("root"), earned);
        paidBack[jobId] += dollar.balanceOf(job.client) - before;
    }

    function release(uint256 which, uint128 earned) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        if (!isOpen(job)) return;
        earned = uint128(bound(earned, job.redeemed, job.reserved));
        bytes memory signature = sign(operatorKey, escrow.releaseDigest(jobId, earned));
        uint256 before = dollar.balanceOf(job.client);
        vm.prank(job.client);
        escrow.release(jobId, earned, signature);
        paidBack[jobId] += dollar.balanceOf(job.client) - before;
    }

    function requestCancel(uint256 which) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        if (job.state != JobState.Open) return;
        vm.prank(job.client);
        escrow.requestCancel(jobId);
    }

    function finishCancel(uint256 which) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        if (job.state != JobState.Cancelling || block.timestamp < job.noticeEndsAt) return;
        uint256 before = dollar.balanceOf(job.client);
        escrow.finishCancel(jobId);
        paidBack[jobId] += dollar.balanceOf(job.client) - before;
    }

    function refundExpired(uint256 which) external watched {
        (bytes32 jobId, IJobEscrow.Job memory job) = pick(which);
        if (!isOpen(job) || block.timestamp < job.deadline + escrow.CLAIM_PERIOD()) return;
        uint256 before = dollar.balanceOf(job.client);
        escrow.refundExpired(jobId);
        paidBack[jobId] += dollar.balanceOf(job.client) - before;
    }

    function wait(uint256 time) external watched {
        skip(bound(time, 1 minutes, 12 hours));
    }

    /// @dev Every call that a stranger could hope to gain from; each must fail.
    function steal(uint256 which, uint128 amount) external watched {
        if (jobIds.length == 0) return;
        (bytes32 jobId,) = pick(which);
        amount = uint128(bound(amount, 1, type(uint120).max));
        bytes memory forged = sign(thiefKey, escrow.voucherDigest(jobId, thief, amount));
        bytes memory consent = sign(thiefKey, escrow.releaseDigest(jobId, 0));
        attempt(abi.encodeCall(IJobEscrow.redeem, (jobId, thief, amount, forged)));
        attempt(abi.encodeCall(IJobEscrow.settle, (jobId, bytes32(0), 0)));
        attempt(abi.encodeCall(IJobEscrow.release, (jobId, 0, consent)));
        attempt(abi.encodeCall(IJobEscrow.requestCancel, (jobId)));
        if (dollar.balanceOf(thief) != 0) ++thefts;
    }

    function jobCount() external view returns (uint256) {
        return jobIds.length;
    }

    function attempt(bytes memory call) private {
        vm.prank(thief);
        (bool ok,) = address(escrow).call(call);
        if (ok) ++thefts;
    }

    function pick(uint256 which) private view returns (bytes32 jobId, IJobEscrow.Job memory job) {
        if (jobIds.length == 0) return (jobId, job);
        jobId = jobIds[which % jobIds.length];
        job = escrow.job(jobId);
    }

    function stateOf(bytes32 jobId) private view returns (JobState) {
        return escrow.job(jobId).state;
    }

    function isOpen(IJobEscrow.Job memory job) private pure returns (bool) {
        return job.state == JobState.Open || job.state == JobState.Cancelling;
    }

    function sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}
