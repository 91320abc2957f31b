// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobEscrowEvents} from "../src/JobEscrowEvents.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract CancelTest is EscrowTest {
    bytes32 private jobId;
    uint256 private before;

    function setUp() public override {
        super.setUp();
        jobId = post();
        before = dollar.balanceOf(client);
    }

    function test_before_any_work_the_operators_consent_returns_everything() public {
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.JobCancelled(jobId, 0, BUDGET);
        release(0);
        assertState(jobId, JobState.Cancelled);
        assertEq(dollar.balanceOf(client), before + BUDGET);
    }

    function test_a_release_keeps_what_providers_earned() public {
        redeem(jobId, provider, 10e6);
        release(30e6);
        assertEq(dollar.balanceOf(client), before + BUDGET - 30e6);
        redeem(jobId, provider, 12e6);
        redeem(jobId, other, 18e6);
        assertEq(dollar.balanceOf(address(escrow)), 0);
    }

    function test_a_release_is_possible_during_the_notice_period() public {
        giveNotice();
        release(30e6);
        assertState(jobId, JobState.Cancelled);
    }

    function test_a_release_below_what_was_redeemed_is_refused() public {
        redeem(jobId, provider, 10e6);
        bytes memory signature = consent(jobId, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.EarnedOutOfBounds.selector, jobId, 0, 10e6, BUDGET
            )
        );
        vm.prank(client);
        escrow.release(jobId, 0, signature);
    }

    function test_a_release_needs_the_operators_signature_over_that_amount() public {
        bytes memory signature = consent(jobId, 1);
        bytes32 digest = escrow.releaseDigest(jobId, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.BadOperatorSignature.selector, jobId, operator, digest
            )
        );
        vm.prank(client);
        escrow.release(jobId, 0, signature);
    }

    function test_a_voucher_is_no_consent() public {
        bytes memory signature = voucher(jobId, address(0), 0);
        vm.expectPartialRevert(JobEscrowErrors.BadOperatorSignature.selector);
        vm.prank(client);
        escrow.release(jobId, 0, signature);
    }

    function test_only_the_client_uses_a_consent() public {
        bytes memory signature = consent(jobId, 0);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.NotClient.selector, jobId, relayer, client)
        );
        vm.prank(relayer);
        escrow.release(jobId, 0, signature);
    }

    function test_a_consent_works_once() public {
        release(0);
        bytes memory signature = consent(jobId, 0);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Cancelled)
        );
        vm.prank(client);
        escrow.release(jobId, 0, signature);
    }

    function test_notice_then_refund_of_what_was_not_redeemed() public {
        uint64 effectiveAt = uint64(block.timestamp) + escrow.NOTICE_PERIOD();
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.CancelRequested(jobId, effectiveAt);
        giveNotice();
        assertState(jobId, JobState.Cancelling);
        assertEq(escrow.job(jobId).noticeEndsAt, effectiveAt);

        redeem(jobId, provider, 10e6);
        vm.warp(effectiveAt);
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.JobCancelled(jobId, 10e6, BUDGET - 10e6);
        vm.prank(relayer);
        escrow.finishCancel(jobId);
        assertState(jobId, JobState.Cancelled);
        assertEq(dollar.balanceOf(client), before + BUDGET - 10e6);
        assertEq(dollar.balanceOf(address(escrow)), 0);
    }

    function test_a_cancellation_cannot_be_finished_within_the_notice_period() public {
        giveNotice();
        uint256 allowedAt = block.timestamp + escrow.NOTICE_PERIOD();
        vm.warp(allowedAt - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.TooEarly.selector, jobId, allowedAt, allowedAt - 1
            )
        );
        vm.prank(client);
        escrow.finishCancel(jobId);
    }

    function test_a_cancellation_needs_a_notice() public {
        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Open)
        );
        vm.prank(client);
        escrow.finishCancel(jobId);
    }

    function test_only_the_client_gives_notice() public {
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.NotClient.selector, jobId, operator, client)
        );
        vm.prank(operator);
        escrow.requestCancel(jobId);
    }

    function test_notice_is_given_once() public {
        giveNotice();
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Cancelling)
        );
        vm.prank(client);
        escrow.requestCancel(jobId);
    }

    function release(uint128 earned) private {
        bytes memory signature = consent(jobId, earned);
        vm.prank(client);
        escrow.release(jobId, earned, signature);
    }

    function giveNotice() private {
        vm.prank(client);
        escrow.requestCancel(jobId);
    }
}
