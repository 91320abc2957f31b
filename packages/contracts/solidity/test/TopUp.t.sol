// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../src/IJobEscrow.sol";
import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobEscrowEvents} from "../src/JobEscrowEvents.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract TopUpTest is EscrowTest {
    bytes32 private jobId;

    function setUp() public override {
        super.setUp();
        jobId = post();
    }

    function test_a_top_up_raises_what_providers_can_earn() public {
        redeem(jobId, provider, BUDGET);
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.JobToppedUp(jobId, 5e6, BUDGET + 5e6);
        vm.prank(client);
        escrow.topUp(jobId, 5e6);

        IJobEscrow.Job memory job = escrow.job(jobId);
        assertEq(job.budget, BUDGET + 5e6);
        assertEq(job.reserved, BUDGET + 5e6);
        assertEq(redeem(jobId, provider, BUDGET + 5e6), 5e6);
    }

    function test_only_the_client_tops_up() public {
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.NotClient.selector, jobId, relayer, client)
        );
        vm.prank(relayer);
        escrow.topUp(jobId, 1);
    }

    function test_a_top_up_of_nothing_is_refused() public {
        refused(0, abi.encodeWithSelector(JobEscrowErrors.NothingToAdd.selector, jobId));
    }

    function test_a_top_up_beyond_120_bits_is_refused() public {
        refused(
            type(uint128).max,
            abi.encodeWithSelector(
                JobEscrowErrors.BudgetTooLarge.selector, uint256(type(uint128).max) + BUDGET
            )
        );
    }

    function test_a_top_up_after_the_deadline_is_refused() public {
        uint64 deadline = escrow.job(jobId).deadline;
        vm.warp(deadline);
        refused(
            1, abi.encodeWithSelector(JobEscrowErrors.DeadlinePassed.selector, deadline, deadline)
        );
    }

    function test_a_closed_job_takes_no_top_up() public {
        settle(jobId, 0);
        refused(
            1, abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Settled)
        );
    }

    function test_a_job_that_is_being_cancelled_takes_no_top_up() public {
        vm.prank(client);
        escrow.requestCancel(jobId);
        refused(
            1,
            abi.encodeWithSelector(JobEscrowErrors.WrongState.selector, jobId, JobState.Cancelling)
        );
    }

    function test_an_unknown_job_takes_no_top_up() public {
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.UnknownJob.selector, ROOT));
        vm.prank(client);
        escrow.topUp(ROOT, 1);
    }

    function refused(uint128 amount, bytes memory why) private {
        vm.expectRevert(why);
        vm.prank(client);
        escrow.topUp(jobId, amount);
    }
}
