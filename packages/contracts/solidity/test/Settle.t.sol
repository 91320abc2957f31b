// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobEscrowEvents} from "../src/JobEscrowEvents.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract SettleTest is EscrowTest {
    bytes32 private jobId;
    uint256 private before;

    function setUp() public override {
        super.setUp();
        jobId = post();
        before = dollar.balanceOf(client);
    }

    function test_settling_keeps_the_earnings_and_refunds_the_rest() public {
        redeem(jobId, provider, 10e6);
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.JobSettled(jobId, ROOT, 30e6, BUDGET - 30e6);
        settle(jobId, 30e6);

        assertState(jobId, JobState.Settled);
        assertEq(escrow.job(jobId).resultRoot, ROOT);
        assertEq(dollar.balanceOf(client), before + BUDGET - 30e6);
        assertEq(dollar.balanceOf(address(escrow)), 20e6);
    }

    function test_providers_redeem_for_ever_after_settlement() public {
        settle(jobId, 30e6);
        vm.warp(block.timestamp + 3650 days);
        redeem(jobId, provider, 10e6);
        redeem(jobId, other, 20e6);
        assertEq(dollar.balanceOf(address(escrow)), 0);
    }

    function test_nothing_beyond_the_earnings_is_paid_after_settlement() public {
        settle(jobId, 30e6);
        bytes memory signature = voucher(jobId, provider, 30e6 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.ReserveExceeded.selector, jobId, 30e6 + 1, 30e6)
        );
        escrow.redeem(jobId, provider, 30e6 + 1, signature);
    }

    function test_a_job_whose_whole_budget_was_earned_settles_without_a_refund() public {
        settle(jobId, BUDGET);
        assertEq(dollar.balanceOf(client), before);
    }

    function test_the_operator_can_settle_during_the_notice_period() public {
        vm.prank(client);
        escrow.requestCancel(jobId);
        settle(jobId, 30e6);
        assertState(jobId, JobState.Settled);
    }

    function test_the_operator_can_settle_late_while_nobody_refunded() public {
        vm.warp(block.timestamp + 30 days);
        settle(jobId, 30e6);
        assertState(jobId, JobState.Settled);
    }

    function test_only_the_operator_settles() public {
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.NotOperator.selector, jobId, client, operator)
        );
        vm.prank(client);
        escrow.settle(jobId, ROOT, 0);
    }

    function test_earnings_below_what_was_redeemed_are_refused() public {
        redeem(jobId, provider, 10e6);
        outOfBounds(10e6 - 1, 10e6);
    }

    function test_earnings_above_the_budget_are_refused() public {
        outOfBounds(BUDGET + 1, 0);
    }

    function test_a_job_settles_once() public {
        settle(jobId, 30e6);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Settled)
        );
        vm.prank(operator);
        escrow.settle(jobId, ROOT, 30e6);
    }

    function test_an_unknown_job_cannot_be_settled() public {
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.UnknownJob.selector, SPEC));
        vm.prank(operator);
        escrow.settle(SPEC, ROOT, 0);
    }

    function testFuzz_refund_and_earnings_make_up_the_budget(uint128 paid, uint128 earned) public {
        earned = uint128(bound(earned, 1, BUDGET));
        paid = uint128(bound(paid, 1, earned));
        redeem(jobId, provider, paid);
        settle(jobId, earned);
        assertEq(dollar.balanceOf(client) - before, BUDGET - earned);
        assertEq(dollar.balanceOf(address(escrow)), earned - paid);
    }

    function outOfBounds(uint128 earned, uint128 redeemed) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.EarnedOutOfBounds.selector, jobId, earned, redeemed, BUDGET
            )
        );
        vm.prank(operator);
        escrow.settle(jobId, ROOT, earned);
    }
}
