// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IProviderStakes} from "../src/IProviderStakes.sol";
import {StakesTest} from "./support/StakesTest.sol";

contract StakeNoticeTest is StakesTest {
    uint64 private told;

    function setUp() public override {
        super.setUp();
        stake(STAKE);
        told = uint64(block.timestamp + 7 days);
    }

    function test_notice_says_how_much_leaves_and_when() public {
        vm.expectEmit(address(stakes));
        emit IProviderStakes.NoticeGiven(operator, providerId, owner, 200e6, told);
        giveNotice(200e6);
        assertStake(STAKE, 200e6, told);
        assertEq(dollar.balanceOf(address(stakes)), STAKE);
    }

    function test_notice_for_more_begins_the_period_anew_for_all_that_is_leaving() public {
        giveNotice(200e6);
        skip(6 days);
        giveNotice(1);
        assertStake(STAKE, 200e6 + 1, told + 6 days);
        vm.warp(told);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NoticeNotOver.selector, told + 6 days, told)
        );
        withdraw();
    }

    function test_notice_for_nothing_or_for_more_than_stays_is_refused() public {
        vm.expectRevert(IProviderStakes.NoAmount.selector);
        giveNotice(0);
        giveNotice(STAKE - 1);
        vm.expectRevert(abi.encodeWithSelector(IProviderStakes.NotAtStake.selector, 2, 1));
        giveNotice(2);
        giveNotice(1);
        vm.expectRevert(abi.encodeWithSelector(IProviderStakes.NotAtStake.selector, 1, 0));
        giveNotice(1);
    }

    function test_notice_is_given_by_owners_only() public {
        vm.expectRevert(abi.encodeWithSelector(IProviderStakes.NotAtStake.selector, STAKE, 0));
        vm.prank(operator);
        stakes.giveNotice(operator, providerId, STAKE);
    }

    function test_notice_is_taken_back() public {
        giveNotice(200e6);
        skip(30 days);
        vm.expectEmit(address(stakes));
        emit IProviderStakes.NoticeGiven(operator, providerId, owner, 0, 0);
        vm.prank(owner);
        stakes.stay(operator, providerId);
        assertStake(STAKE, 0, 0);
        vm.expectRevert(IProviderStakes.NothingLeaving.selector);
        withdraw();
        giveNotice(STAKE);
        assertStake(STAKE, STAKE, uint64(block.timestamp + 7 days));
    }

    function test_nothing_stays_where_nothing_is_leaving() public {
        vm.expectRevert(IProviderStakes.NothingLeaving.selector);
        vm.prank(owner);
        stakes.stay(operator, providerId);
        giveNotice(STAKE);
        vm.expectRevert(IProviderStakes.NothingLeaving.selector);
        vm.prank(operator);
        stakes.stay(operator, providerId);
    }

    function test_nothing_is_withdrawn_before_the_notice_is_over_and_all_of_it_then() public {
        vm.expectRevert(IProviderStakes.NothingLeaving.selector);
        withdraw();

        giveNotice(200e6);
        vm.warp(told - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NoticeNotOver.selector, told, told - 1)
        );
        withdraw();

        vm.warp(told);
        uint256 before = dollar.balanceOf(owner);
        vm.expectEmit(address(stakes));
        emit IProviderStakes.StakeWithdrawn(operator, providerId, owner, 200e6, STAKE - 200e6);
        assertEq(withdraw(), 200e6);
        assertEq(dollar.balanceOf(owner), before + 200e6);
        assertStake(STAKE - 200e6, 0, 0);

        vm.expectRevert(IProviderStakes.NothingLeaving.selector);
        withdraw();
    }

    function test_only_the_owner_withdraws() public {
        giveNotice(STAKE);
        vm.warp(told);
        address[3] memory strangers = [operator, secondOwner, provider];
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(IProviderStakes.NothingLeaving.selector);
            vm.prank(strangers[i]);
            stakes.withdraw(operator, providerId);
        }
        vm.expectRevert(IProviderStakes.NothingLeaving.selector);
        vm.prank(owner);
        stakes.withdraw(relayer, providerId);
    }

    function test_what_was_withdrawn_can_be_staked_again() public {
        giveNotice(STAKE);
        vm.warp(told);
        withdraw();
        assertStake(0, 0, 0);
        stake(STAKE);
        assertStake(STAKE, 0, 0);
    }

    function testFuzz_whatever_leaves_comes_back_whole(uint128 first, uint128 second, uint256 later)
        public
    {
        uint256 purse = dollar.balanceOf(owner);
        first = uint128(bound(first, 1, STAKE));
        second = uint128(bound(second, 0, STAKE - first));
        later = bound(later, 0, 3650 days);
        giveNotice(first);
        if (second != 0) giveNotice(second);
        vm.warp(told + later);
        assertEq(withdraw(), first + second);
        assertStake(STAKE - first - second, 0, 0);
        assertEq(dollar.balanceOf(owner), purse + first + second);
    }
}
