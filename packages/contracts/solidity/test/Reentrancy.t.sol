// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IJobEscrow} from "../src/IJobEscrow.sol";
import {EscrowTest} from "./support/EscrowTest.sol";
import {HookToken} from "./support/HookToken.sol";
import {Reenterer} from "./support/Reenterer.sol";

/// @dev The client, the operator and a provider are one attacker that calls every function of the escrow
/// from inside each transfer. All of these calls must be refused, and the sums must be right.
contract ReentrancyTest is EscrowTest {
    HookToken private token;
    Reenterer private attacker;
    bytes32 private jobId;

    function setUp() public override {
        super.setUp();
        token = new HookToken();
        escrow = deployEscrow(token);
        attacker = new Reenterer(token, address(escrow));
        token.mint(address(attacker), 2 * BUDGET);
        // Somebody else's money lies in the same contract.
        token.mint(client, BUDGET);
        vm.prank(client);
        token.approve(address(escrow), BUDGET);
        post();
        attacker.run(abi.encodeCall(IJobEscrow.post, (terms())));
        jobId = escrow.jobIdOf(address(attacker), SPEC);
    }

    function test_while_a_job_is_posted() public {
        IJobEscrow.Terms memory t = terms();
        t.specHash = "second";
        attackDuring(abi.encodeCall(IJobEscrow.post, (t)));
        assertEq(token.balanceOf(address(escrow)), 3 * BUDGET);
    }

    function test_while_a_job_is_topped_up() public {
        attackDuring(abi.encodeCall(IJobEscrow.topUp, (jobId, 1e6)));
        assertEq(token.balanceOf(address(escrow)), 2 * BUDGET + 1e6);
    }

    function test_while_a_voucher_is_redeemed() public {
        attackDuring(redemption(10e6));
        assertEq(token.balanceOf(address(attacker)), BUDGET + 10e6);
    }

    function test_while_a_settled_job_is_refunded() public {
        attacker.plan(attacks());
        settle(jobId, 40e6);
        allRefused();
        assertEq(token.balanceOf(address(attacker)), 2 * BUDGET - 40e6);
    }

    function test_while_a_released_job_is_refunded() public {
        bytes memory signature = consent(jobId, 40e6);
        attackDuring(abi.encodeCall(IJobEscrow.release, (jobId, 40e6, signature)));
        assertEq(token.balanceOf(address(attacker)), 2 * BUDGET - 40e6);
    }

    function test_while_a_cancelled_job_is_refunded() public {
        attacker.run(abi.encodeCall(IJobEscrow.requestCancel, (jobId)));
        vm.warp(block.timestamp + escrow.NOTICE_PERIOD());
        attackDuring(abi.encodeCall(IJobEscrow.finishCancel, (jobId)));
        assertEq(token.balanceOf(address(attacker)), 2 * BUDGET);
    }

    function test_while_an_expired_job_is_refunded() public {
        vm.warp(block.timestamp + 3 days);
        attackDuring(abi.encodeCall(IJobEscrow.refundExpired, (jobId)));
        assertEq(token.balanceOf(address(attacker)), 2 * BUDGET);
    }

    function attackDuring(bytes memory call) private {
        attacker.plan(attacks());
        attacker.run(call);
        allRefused();
    }

    function allRefused() private view {
        assertEq(attacker.successes(), 0, "a call from inside a transfer went through");
        assertGe(attacker.answerCount(), attacks().length, "the attack never ran");
        for (uint256 i = 0; i < attacker.answerCount(); ++i) {
            assertEq(
                bytes4(attacker.answers(i)),
                ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector
            );
        }
    }

    /// @dev Every function that changes something.
    function attacks() private view returns (bytes[] memory list) {
        IJobEscrow.Terms memory t = terms();
        t.specHash = "third";
        IJobEscrow.Redemption[] memory batch = new IJobEscrow.Redemption[](1);
        batch[0] = IJobEscrow.Redemption(
            jobId, address(attacker), 20e6, voucher(jobId, address(attacker), 20e6)
        );
        list = new bytes[](10);
        list[0] = abi.encodeCall(IJobEscrow.post, (t));
        list[1] = abi.encodeCall(IJobEscrow.postWithPermit, (t, 0, 0, 0, 0));
        list[2] = abi.encodeCall(IJobEscrow.topUp, (jobId, 1));
        list[3] = redemption(20e6);
        list[4] = abi.encodeCall(IJobEscrow.redeemMany, (batch));
        list[5] = abi.encodeCall(IJobEscrow.settle, (jobId, ROOT, 0));
        list[6] = abi.encodeCall(IJobEscrow.release, (jobId, 0, consent(jobId, 0)));
        list[7] = abi.encodeCall(IJobEscrow.requestCancel, (jobId));
        list[8] = abi.encodeCall(IJobEscrow.finishCancel, (jobId));
        list[9] = abi.encodeCall(IJobEscrow.refundExpired, (jobId));
    }

    function redemption(uint128 amount) private view returns (bytes memory) {
        bytes memory signature = voucher(jobId, address(attacker), amount);
        return abi.encodeCall(IJobEscrow.redeem, (jobId, address(attacker), amount, signature));
    }
}
