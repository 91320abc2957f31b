// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobEscrowEvents} from "../src/JobEscrowEvents.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract ExpireTest is EscrowTest {
    bytes32 private jobId;
    uint256 private before;
    uint256 private allowedAt;

    function setUp() public override {
        super.setUp();
        jobId = post();
        before = dollar.balanceOf(client);
        allowedAt = uint256(escrow.job(jobId).deadline) + escrow.CLAIM_PERIOD();
    }

    function test_after_the_claim_period_anyone_returns_the_rest_to_the_client() public {
        redeem(jobId, provider, 10e6);
        vm.warp(allowedAt);
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.JobExpired(jobId, BUDGET - 10e6);
        vm.prank(relayer);
        escrow.refundExpired(jobId);
        assertState(jobId, JobState.Expired);
        assertEq(dollar.balanceOf(client), before + BUDGET - 10e6);
        assertEq(dollar.balanceOf(relayer), 0);
    }

    function test_a_job_that_is_being_cancelled_can_expire() public {
        vm.prank(client);
        escrow.requestCancel(jobId);
        vm.warp(allowedAt);
        escrow.refundExpired(jobId);
        assertState(jobId, JobState.Expired);
    }

    function test_providers_can_redeem_until_somebody_refunds() public {
        vm.warp(allowedAt + 1 days);
        redeem(jobId, provider, 10e6);
        escrow.refundExpired(jobId);
        bytes memory signature = voucher(jobId, provider, 11e6);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.NothingToRedeem.selector, jobId, provider, 11e6, 10e6
            )
        );
        escrow.redeem(jobId, provider, 11e6, signature);
    }

    function test_nothing_expires_within_the_claim_period() public {
        vm.warp(allowedAt - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.TooEarly.selector, jobId, allowedAt, allowedAt - 1
            )
        );
        escrow.refundExpired(jobId);
    }

    function test_a_closed_job_does_not_expire() public {
        settle(jobId, 30e6);
        vm.warp(allowedAt);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Settled)
        );
        escrow.refundExpired(jobId);
    }

    function test_an_unknown_job_does_not_expire() public {
        vm.warp(allowedAt);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.UnknownJob.selector, SPEC));
        escrow.refundExpired(SPEC);
    }
}
