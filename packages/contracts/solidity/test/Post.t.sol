// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IJobEscrow} from "../src/IJobEscrow.sol";
import {JobEscrow} from "../src/JobEscrow.sol";
import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobEscrowEvents} from "../src/JobEscrowEvents.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract PostTest is EscrowTest {
    function test_posting_holds_the_budget_and_records_the_terms() public {
        bytes32 expectedId = escrow.jobIdOf(client, SPEC);
        uint64 deadline = terms().deadline;
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.JobPosted(
            expectedId, client, operator, SPEC, BUDGET, PRICE, SHARDS, deadline
        );
        bytes32 jobId = post();

        assertEq(jobId, expectedId);
        assertEq(dollar.balanceOf(address(escrow)), BUDGET);
        IJobEscrow.Job memory job = escrow.job(jobId);
        assertEq(job.client, client);
        assertEq(job.operator, operator);
        assertEq(job.deadline, deadline);
        assertEq(job.shards, SHARDS);
        assertEq(job.pricePerReplica, PRICE);
        assertEq(job.budget, BUDGET);
        assertEq(job.reserved, BUDGET);
        assertEq(job.redeemed, 0);
        assertEq(job.noticeEndsAt, 0);
        assertEq(job.resultRoot, 0);
        assertState(jobId, JobState.Open);
    }

    function test_the_job_id_binds_chain_escrow_client_and_specification() public view {
        assertEq(
            escrow.jobIdOf(client, SPEC),
            keccak256(abi.encode(block.chainid, address(escrow), client, SPEC))
        );
    }

    function test_two_clients_can_post_the_same_specification() public {
        bytes32 first = post();
        dollar.faucetTo(relayer);
        vm.startPrank(relayer);
        dollar.approve(address(escrow), BUDGET);
        bytes32 second = escrow.post(terms());
        assertNotEq(first, second);
        assertState(second, JobState.Open);
    }

    function test_the_same_job_cannot_be_posted_twice() public {
        bytes32 jobId = post();
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.JobExists.selector, jobId));
        vm.prank(client);
        escrow.post(terms());
    }

    function test_a_closed_job_cannot_be_posted_again() public {
        bytes32 jobId = post();
        settle(jobId, 0);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.JobExists.selector, jobId));
        vm.prank(client);
        escrow.post(terms());
    }

    function test_terms_without_an_operator_are_refused() public {
        IJobEscrow.Terms memory t = terms();
        t.operator = address(0);
        refused(t, abi.encodeWithSelector(JobEscrowErrors.OperatorMissing.selector));
    }

    function test_terms_without_shards_are_refused() public {
        IJobEscrow.Terms memory t = terms();
        t.shards = 0;
        refused(t, abi.encodeWithSelector(JobEscrowErrors.NoShards.selector));
    }

    function test_a_price_of_nothing_is_refused() public {
        IJobEscrow.Terms memory t = terms();
        t.pricePerReplica = 0;
        refused(t, abi.encodeWithSelector(JobEscrowErrors.BudgetTooSmall.selector, BUDGET, 0));
    }

    function test_a_budget_below_one_replica_is_refused() public {
        IJobEscrow.Terms memory t = terms();
        t.budget = PRICE - 1;
        refused(
            t, abi.encodeWithSelector(JobEscrowErrors.BudgetTooSmall.selector, PRICE - 1, PRICE)
        );
    }

    function test_a_budget_beyond_120_bits_is_refused() public {
        IJobEscrow.Terms memory t = terms();
        t.budget = uint128(type(uint120).max) + 1;
        refused(t, abi.encodeWithSelector(JobEscrowErrors.BudgetTooLarge.selector, t.budget));
    }

    function test_a_deadline_that_is_not_in_the_future_is_refused() public {
        IJobEscrow.Terms memory t = terms();
        t.deadline = uint64(block.timestamp);
        refused(
            t,
            abi.encodeWithSelector(
                JobEscrowErrors.DeadlinePassed.selector, t.deadline, block.timestamp
            )
        );
    }

    function test_posting_without_allowance_is_refused_by_the_token() public {
        vm.prank(client);
        dollar.approve(address(escrow), BUDGET - 1);
        refused(
            terms(),
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(escrow),
                BUDGET - 1,
                BUDGET
            )
        );
    }

    function test_an_escrow_needs_a_token_with_code() public {
        address nothing = makeAddr("nothing");
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.TokenHasNoCode.selector, nothing));
        new JobEscrow(IERC20(nothing));
    }

    function testFuzz_any_sound_terms_are_kept_as_given(IJobEscrow.Terms memory t) public {
        vm.assume(t.operator != address(0));
        t.shards = uint32(bound(t.shards, 1, type(uint32).max));
        t.budget = uint128(bound(t.budget, 1, type(uint120).max));
        t.pricePerReplica = uint128(bound(t.pricePerReplica, 1, t.budget));
        t.deadline = uint64(bound(t.deadline, block.timestamp + 1, type(uint64).max));
        deal(address(dollar), client, t.budget);

        vm.prank(client);
        IJobEscrow.Job memory job = escrow.job(escrow.post(t));
        assertEq(job.operator, t.operator);
        assertEq(job.deadline, t.deadline);
        assertEq(job.shards, t.shards);
        assertEq(job.pricePerReplica, t.pricePerReplica);
        assertEq(job.budget, t.budget);
        assertEq(dollar.balanceOf(address(escrow)), t.budget);
    }

    function refused(IJobEscrow.Terms memory t, bytes memory why) private {
        vm.expectRevert(why);
        vm.prank(client);
        escrow.post(t);
    }
}
