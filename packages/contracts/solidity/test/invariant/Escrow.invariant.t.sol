// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../../src/IJobEscrow.sol";
import {JobEscrow} from "../../src/JobEscrow.sol";
import {JobState} from "../../src/JobState.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {DeploysEscrow} from "../support/DeploysEscrow.sol";
import {EscrowHandler} from "./EscrowHandler.sol";

/// @dev What holds after any sequence of calls.
contract EscrowInvariantTest is DeploysEscrow {
    TestDollar private dollar;
    JobEscrow private escrow;
    EscrowHandler private handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        dollar = deployDollar();
        escrow = deployEscrow(dollar);
        handler = new EscrowHandler(escrow, dollar);
        targetContract(address(handler));
    }

    /// @dev Open budgets less what was redeemed of them, plus what providers have yet to claim.
    function invariant_the_escrow_holds_exactly_what_it_owes() public view {
        uint256 owed;
        for (uint256 i = 0; i < handler.jobCount(); ++i) {
            IJobEscrow.Job memory job = escrow.job(handler.jobIds(i));
            owed += job.reserved - job.redeemed;
        }
        assertEq(dollar.balanceOf(address(escrow)), owed);
    }

    function invariant_each_jobs_money_is_accounted_for_by_what_was_really_paid() public view {
        for (uint256 i = 0; i < handler.jobCount(); ++i) {
            bytes32 jobId = handler.jobIds(i);
            IJobEscrow.Job memory job = escrow.job(jobId);
            assertEq(job.budget, handler.paidIn(jobId), "budget");
            assertEq(job.redeemed, handler.paidOut(jobId), "redeemed");
            assertEq(job.budget - job.reserved, handler.paidBack(jobId), "refunded");
        }
    }

    function invariant_redemptions_never_exceed_the_reserve_nor_the_reserve_the_budget()
        public
        view
    {
        for (uint256 i = 0; i < handler.jobCount(); ++i) {
            bytes32 jobId = handler.jobIds(i);
            IJobEscrow.Job memory job = escrow.job(jobId);
            assertLe(job.redeemed, job.reserved);
            assertLe(job.reserved, job.budget);
            uint256 redeemed;
            for (uint256 p = 0; p < 4; ++p) {
                redeemed += escrow.redeemedOf(jobId, handler.providers(p));
            }
            assertEq(job.redeemed, redeemed);
        }
    }

    function invariant_an_open_jobs_whole_budget_is_reserved() public view {
        for (uint256 i = 0; i < handler.jobCount(); ++i) {
            IJobEscrow.Job memory job = escrow.job(handler.jobIds(i));
            if (job.state == JobState.Open || job.state == JobState.Cancelling) {
                assertEq(job.reserved, job.budget);
            }
        }
    }

    function invariant_a_jobs_state_never_goes_back() public view {
        assertFalse(handler.wentBack());
    }

    function invariant_nobody_takes_what_is_not_theirs() public view {
        assertEq(handler.thefts(), 0);
        uint256 held = dollar.balanceOf(address(escrow));
        for (uint256 i = 0; i < 3; ++i) {
            held += dollar.balanceOf(handler.clients(i));
        }
        for (uint256 i = 0; i < 4; ++i) {
            held += dollar.balanceOf(handler.providers(i));
        }
        assertEq(held, dollar.totalSupply());
    }

    /// @dev The invariants would hold trivially if the handler never did anything: one pass through all
    /// of its actions must have closed jobs in each way and moved money both ways.
    function test_the_handler_reaches_every_state() public {
        for (uint128 i = 0; i < 5; ++i) {
            handler.post(i, 10e6, 1e6, 1 days);
        }
        handler.topUp(0, 1e6);
        for (uint256 i = 0; i < 5; ++i) {
            handler.redeem(i, i, 2e6);
        }
        handler.settle(0, 5e6);
        handler.release(1, 5e6);
        handler.requestCancel(2);
        handler.steal(3, 1e6);
        for (uint256 i = 0; i < 2; ++i) {
            handler.wait(12 hours);
        }
        handler.finishCancel(2);
        for (uint256 i = 0; i < 4; ++i) {
            handler.wait(12 hours);
        }
        handler.refundExpired(3);
        assertEq(uint8(handler.seen(handler.jobIds(0))), uint8(JobState.Settled));
        assertEq(uint8(handler.seen(handler.jobIds(1))), uint8(JobState.Cancelled));
        assertEq(uint8(handler.seen(handler.jobIds(2))), uint8(JobState.Cancelled));
        assertEq(uint8(handler.seen(handler.jobIds(3))), uint8(JobState.Expired));
        assertEq(uint8(handler.seen(handler.jobIds(4))), uint8(JobState.Open));
        for (uint256 i = 0; i < 5; ++i) {
            assertGt(handler.paidOut(handler.jobIds(i)), 0);
        }
        for (uint256 i = 0; i < 4; ++i) {
            assertGt(handler.paidBack(handler.jobIds(i)), 0);
        }
    }
}
