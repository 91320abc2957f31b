// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract PostWithPermitTest is EscrowTest {
    function setUp() public override {
        super.setUp();
        vm.prank(client);
        dollar.approve(address(escrow), 0);
    }

    function test_a_permit_posts_in_one_transaction_and_leaves_no_allowance() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET, block.timestamp);
        vm.prank(client);
        bytes32 jobId = escrow.postWithPermit(terms(), block.timestamp, v, r, s);
        assertState(jobId, JobState.Open);
        assertEq(dollar.balanceOf(address(escrow)), BUDGET);
        assertEq(dollar.allowance(client, address(escrow)), 0);
    }

    function test_a_permit_that_somebody_submitted_first_does_no_harm() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET, block.timestamp);
        vm.prank(relayer);
        dollar.permit(client, address(escrow), BUDGET, block.timestamp, v, r, s);
        vm.prank(client);
        bytes32 jobId = escrow.postWithPermit(terms(), block.timestamp, v, r, s);
        assertState(jobId, JobState.Open);
    }

    function test_an_expired_permit_is_refused_with_the_figures() public {
        uint256 past = block.timestamp - 1;
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET, past);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.PermitRefused.selector, 0, BUDGET));
        vm.prank(client);
        escrow.postWithPermit(terms(), past, v, r, s);
    }

    function test_an_expired_permit_does_not_matter_where_the_allowance_suffices() public {
        vm.prank(client);
        dollar.approve(address(escrow), BUDGET);
        uint256 past = block.timestamp - 1;
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET, past);
        vm.prank(client);
        assertState(escrow.postWithPermit(terms(), past, v, r, s), JobState.Open);
    }

    function test_a_permit_by_another_key_is_refused() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(operatorKey, client, BUDGET, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.PermitRefused.selector, 0, BUDGET));
        vm.prank(client);
        escrow.postWithPermit(terms(), block.timestamp, v, r, s);
    }

    function test_a_permit_for_less_than_the_budget_is_refused() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET - 1, block.timestamp);
        vm.prank(relayer);
        dollar.permit(client, address(escrow), BUDGET - 1, block.timestamp, v, r, s);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.PermitRefused.selector, BUDGET - 1, BUDGET)
        );
        vm.prank(client);
        escrow.postWithPermit(terms(), block.timestamp, v, r, s);
    }

    function test_nobody_can_spend_a_permit_that_is_not_theirs() public {
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.PermitRefused.selector, 0, BUDGET));
        vm.prank(relayer);
        escrow.postWithPermit(terms(), block.timestamp, v, r, s);
        assertEq(dollar.balanceOf(client), dollar.FAUCET_AMOUNT());
    }
}
