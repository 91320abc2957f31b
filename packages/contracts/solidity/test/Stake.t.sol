// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {stdError} from "forge-std/StdError.sol";
import {IJobEscrow} from "../src/IJobEscrow.sol";
import {IProviderStakes} from "../src/IProviderStakes.sol";
import {ProviderStakes} from "../src/ProviderStakes.sol";
import {FalseToken} from "./support/FalseToken.sol";
import {StakesTest} from "./support/StakesTest.sol";

contract StakeTest is StakesTest {
    function test_it_is_for_one_escrow_and_its_token() public view {
        assertEq(address(stakes.escrow()), address(escrow));
        assertEq(address(stakes.token()), address(dollar));
    }

    function test_an_escrow_without_code_is_refused() public {
        address nobody = makeAddr("nobody");
        vm.expectRevert(abi.encodeWithSelector(IProviderStakes.EscrowHasNoCode.selector, nobody));
        new ProviderStakes(IJobEscrow(nobody));
    }

    function test_a_stake_is_taken_from_its_owner_and_kept_in_its_name() public {
        uint256 before = dollar.balanceOf(owner);
        vm.expectEmit(address(stakes));
        emit IProviderStakes.StakeAdded(operator, providerId, owner, STAKE, STAKE);
        stake(STAKE);
        assertStake(STAKE, 0, 0);
        assertEq(dollar.balanceOf(owner), before - STAKE);
        assertEq(dollar.balanceOf(address(stakes)), STAKE);
    }

    function test_more_is_added_to_what_is_there_and_leaves_notice_as_it_is() public {
        stake(STAKE);
        giveNotice(100e6);
        uint64 leavesAt = stakeNow().leavesAt;
        skip(1 days);
        vm.expectEmit(address(stakes));
        emit IProviderStakes.StakeAdded(operator, providerId, owner, 20e6, STAKE + 20e6);
        stake(20e6);
        assertStake(STAKE + 20e6, 100e6, leavesAt);
    }

    function testFuzz_operator_provider_and_owner_each_have_stakes_of_their_own(
        uint128 first,
        uint128 second
    ) public {
        first = uint128(bound(first, 1, 250e6));
        second = uint128(bound(second, 1, 250e6));
        bytes32 otherProvider = sha256("another key");
        stake(first);
        vm.prank(secondOwner);
        stakes.stake(operator, providerId, second);
        vm.startPrank(owner);
        stakes.stake(operator, otherProvider, second);
        stakes.stake(relayer, providerId, second);
        vm.stopPrank();
        assertStake(first, 0, 0);
        assertEq(stakes.stakeOf(operator, providerId, secondOwner).amount, second);
        assertEq(stakes.stakeOf(operator, otherProvider, owner).amount, second);
        assertEq(stakes.stakeOf(relayer, providerId, owner).amount, second);
        assertEq(dollar.balanceOf(address(stakes)), first + 3 * uint256(second));
    }

    function test_a_stake_of_nothing_is_refused() public {
        vm.expectRevert(IProviderStakes.NoAmount.selector);
        stake(0);
    }

    function test_a_stake_with_no_operator_is_refused() public {
        vm.expectRevert(IProviderStakes.NoOperator.selector);
        vm.prank(owner);
        stakes.stake(address(0), providerId, STAKE);
    }

    function test_a_stake_needs_the_allowance_and_the_money() public {
        vm.prank(owner);
        dollar.approve(address(stakes), STAKE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, stakes, STAKE - 1, STAKE
            )
        );
        stake(STAKE);

        vm.prank(owner);
        dollar.approve(address(stakes), type(uint256).max);
        uint256 has = dollar.balanceOf(owner);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, owner, has, has + 1
            )
        );
        stake(uint128(has + 1));
    }

    function test_a_stake_that_no_integer_can_hold_is_refused() public {
        FalseToken token = new FalseToken();
        stakes = deployStakes(deployEscrow(token));
        token.mint(owner, type(uint256).max);
        vm.prank(owner);
        token.approve(address(stakes), type(uint256).max);
        stake(type(uint128).max);
        vm.expectRevert(stdError.arithmeticError);
        stake(1);
        assertStake(type(uint128).max, 0, 0);
    }

    function test_tokens_that_were_only_sent_here_are_in_nobodys_stake() public {
        vm.prank(owner);
        dollar.transfer(address(stakes), 3e6);
        stake(STAKE);
        assertStake(STAKE, 0, 0);
        giveNotice(STAKE);
        skip(7 days);
        assertEq(withdraw(), STAKE);
        assertEq(dollar.balanceOf(address(stakes)), 3e6);
    }
}
