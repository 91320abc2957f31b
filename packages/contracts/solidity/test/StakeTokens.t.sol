// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IProviderStakes} from "../src/IProviderStakes.sol";
import {FalseToken} from "./support/FalseToken.sol";
import {FeeToken} from "./support/FeeToken.sol";
import {SilentToken} from "./support/SilentToken.sol";
import {StakesTest} from "./support/StakesTest.sol";

/// @dev Stakes of tokens that do not behave as ERC-20 says.
contract StakeTokensTest is StakesTest {
    function test_a_token_that_takes_a_fee_is_refused() public {
        FeeToken fee = new FeeToken();
        fee.mint(owner, STAKE);
        over(address(fee));
        vm.expectRevert(
            abi.encodeWithSelector(
                IProviderStakes.WrongStakeReceived.selector, STAKE, STAKE - STAKE / 100
            )
        );
        stake(STAKE);
    }

    function test_a_stake_that_answers_false_is_refused() public {
        FalseToken token = new FalseToken();
        token.mint(owner, STAKE);
        over(address(token));
        token.turn(true);
        expectFailure(address(token));
        stake(STAKE);
        assertStake(0, 0, 0);
    }

    function test_what_answers_false_on_its_way_out_changes_nothing_and_can_be_repeated() public {
        FalseToken token = new FalseToken();
        token.mint(owner, STAKE);
        token.mint(client, BUDGET);
        over(address(token));
        stake(STAKE);
        giveNotice(200e6);
        uint64 leavesAt = stakeNow().leavesAt;
        skip(7 days);
        bytes32 jobId = settledJob(SPEC);
        IProviderStakes.Lie memory lie = lieIn(jobId);

        token.turn(true);
        expectFailure(address(token));
        burn(lie);
        expectFailure(address(token));
        withdraw();
        assertStake(STAKE, 200e6, leavesAt);
        assertFalse(stakes.isBurned(providerId, jobId, SHARD));

        token.turn(false);
        assertEq(burn(lie), BURNS);
        assertBurned(BURNS);
        assertEq(withdraw(), 200e6);
        assertEq(token.balanceOf(owner), 200e6);
    }

    function test_a_token_that_returns_nothing_works() public {
        SilentToken token = new SilentToken();
        token.mint(owner, STAKE);
        token.mint(client, BUDGET);
        over(address(token));
        stake(STAKE);
        burn(lieIn(settledJob(SPEC)));
        assertBurned(BURNS);
        giveNotice(STAKE - BURNS);
        skip(7 days);
        withdraw();
        assertEq(token.balanceOf(owner), STAKE - BURNS);
    }

    function test_a_token_without_permit_needs_the_allowance() public {
        SilentToken token = new SilentToken();
        token.mint(owner, STAKE);
        over(address(token));
        vm.prank(owner);
        stakes.stakeWithPermit(operator, providerId, STAKE, 0, 0, 0, 0);
        assertStake(STAKE, 0, 0);

        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.StakePermitRefused.selector, 0, STAKE)
        );
        vm.prank(secondOwner);
        stakes.stakeWithPermit(operator, providerId, STAKE, 0, 0, 0, 0);
    }

    function expectFailure(address token) private {
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, token));
    }

    /// @dev Puts escrow and stakes over another token, with the client's and the owner's allowance.
    function over(address token) private {
        escrow = deployEscrow(IERC20(token));
        stakes = deployStakes(escrow);
        vm.prank(client);
        SilentToken(token).approve(address(escrow), type(uint256).max);
        vm.prank(owner);
        SilentToken(token).approve(address(stakes), type(uint256).max);
    }
}
