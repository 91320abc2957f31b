// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IProviderStakes} from "../src/IProviderStakes.sol";
import {StakesTest} from "./support/StakesTest.sol";

contract StakeWithPermitTest is StakesTest {
    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        dollar.approve(address(stakes), 0);
    }

    function test_a_permit_stakes_in_one_transaction_and_leaves_no_allowance() public {
        stakeBy(owner, ownerKey, block.timestamp);
        assertStake(STAKE, 0, 0);
        assertEq(dollar.allowance(owner, address(stakes)), 0);
    }

    function test_a_permit_that_somebody_submitted_first_does_no_harm() public {
        (uint8 v, bytes32 r, bytes32 s) =
            permitFor(address(stakes), ownerKey, owner, STAKE, block.timestamp);
        vm.prank(relayer);
        dollar.permit(owner, address(stakes), STAKE, block.timestamp, v, r, s);
        vm.prank(owner);
        stakes.stakeWithPermit(operator, providerId, STAKE, block.timestamp, v, r, s);
        assertStake(STAKE, 0, 0);
    }

    function test_an_expired_permit_is_refused_with_the_figures() public {
        refusedBy(owner, ownerKey, block.timestamp - 1, 0);
    }

    function test_an_expired_permit_does_not_matter_where_the_allowance_suffices() public {
        vm.prank(owner);
        dollar.approve(address(stakes), STAKE);
        stakeBy(owner, ownerKey, block.timestamp - 1);
        assertStake(STAKE, 0, 0);
    }

    function test_an_allowance_that_is_one_short_is_refused() public {
        vm.prank(owner);
        dollar.approve(address(stakes), STAKE - 1);
        refusedBy(owner, ownerKey, block.timestamp - 1, STAKE - 1);
    }

    function test_a_permit_by_another_key_is_refused() public {
        refusedBy(owner, operatorKey, block.timestamp, 0);
    }

    function test_nobody_can_stake_by_a_permit_that_is_not_theirs() public {
        refusedBy(relayer, ownerKey, block.timestamp, 0);
    }

    function test_a_permit_stakes_neither_nothing_nor_with_nobody() public {
        (uint8 v, bytes32 r, bytes32 s) =
            permitFor(address(stakes), ownerKey, owner, 0, block.timestamp);
        vm.startPrank(owner);
        vm.expectRevert(IProviderStakes.NoAmount.selector);
        stakes.stakeWithPermit(operator, providerId, 0, block.timestamp, v, r, s);
        dollar.approve(address(stakes), STAKE);
        vm.expectRevert(IProviderStakes.NoOperator.selector);
        stakes.stakeWithPermit(address(0), providerId, STAKE, 0, v, r, s);
        vm.stopPrank();
    }

    /// @dev `caller` stakes by a permit of the owner's account that `key` signed.
    function stakeBy(address caller, uint256 key, uint256 deadline) private {
        (uint8 v, bytes32 r, bytes32 s) = permitFor(address(stakes), key, owner, STAKE, deadline);
        vm.prank(caller);
        stakes.stakeWithPermit(operator, providerId, STAKE, deadline, v, r, s);
    }

    /// @dev The same, where it must be refused with this allowance.
    function refusedBy(address caller, uint256 key, uint256 deadline, uint256 allowance) private {
        (uint8 v, bytes32 r, bytes32 s) = permitFor(address(stakes), key, owner, STAKE, deadline);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.StakePermitRefused.selector, allowance, STAKE)
        );
        vm.prank(caller);
        stakes.stakeWithPermit(operator, providerId, STAKE, deadline, v, r, s);
    }
}
