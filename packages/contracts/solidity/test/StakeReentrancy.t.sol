// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IProviderStakes} from "../src/IProviderStakes.sol";
import {HookToken} from "./support/HookToken.sol";
import {Reenterer} from "./support/Reenterer.sol";
import {StakesTest} from "./support/StakesTest.sol";

/// @dev An owner that is also the operator calls every function of the stakes from inside each transfer.
/// All of these calls must be refused, and the sums must be right.
contract StakeReentrancyTest is StakesTest {
    HookToken private token;
    Reenterer private attacker;

    function setUp() public override {
        super.setUp();
        token = new HookToken();
        escrow = deployEscrow(token);
        stakes = deployStakes(escrow);
        attacker = new Reenterer(token, address(stakes));
        operator = address(attacker);
        token.mint(address(attacker), 2 * STAKE);
        token.mint(client, 2 * BUDGET);
        vm.prank(client);
        token.approve(address(escrow), 2 * BUDGET);
        // Somebody else's money lies in the same contract.
        token.mint(owner, STAKE);
        vm.startPrank(owner);
        token.approve(address(stakes), STAKE);
        stakes.stake(relayer, providerId, STAKE);
        vm.stopPrank();
        attacker.run(abi.encodeCall(IProviderStakes.stake, (operator, providerId, STAKE)));
        owner = operator;
    }

    function test_while_a_stake_is_paid() public {
        attackDuring(abi.encodeCall(IProviderStakes.stake, (operator, providerId, 1e6)));
        assertStake(STAKE + 1e6, 0, 0);
        assertEq(token.balanceOf(address(stakes)), 2 * STAKE + 1e6);
    }

    function test_while_a_stake_is_paid_by_an_allowance_instead_of_a_permit() public {
        attackDuring(
            abi.encodeCall(IProviderStakes.stakeWithPermit, (operator, providerId, 1e6, 0, 0, 0, 0))
        );
        assertStake(STAKE + 1e6, 0, 0);
    }

    function test_while_a_stake_is_withdrawn() public {
        attacker.run(abi.encodeCall(IProviderStakes.giveNotice, (operator, providerId, 200e6)));
        skip(7 days);
        attackDuring(abi.encodeCall(IProviderStakes.withdraw, (operator, providerId)));
        assertStake(STAKE - 200e6, 0, 0);
        assertEq(token.balanceOf(address(attacker)), STAKE + 200e6);
        assertEq(token.balanceOf(address(stakes)), 2 * STAKE - 200e6);
    }

    function test_a_burn_gives_nobody_a_turn() public {
        attacker.plan(attacks());
        attacker.run(abi.encodeCall(IProviderStakes.burn, (lieIn(settledJob("next")))));
        assertEq(attacker.answerCount(), 0);
        assertStake(STAKE - BURNS, 0, 0);
        assertBurned(BURNS);
    }

    function attackDuring(bytes memory call) private {
        bytes[] memory list = attacks();
        attacker.plan(list);
        attacker.run(call);
        assertEq(attacker.successes(), 0, "a call from inside a transfer went through");
        assertGe(attacker.answerCount(), list.length, "the attack never ran");
        for (uint256 i = 0; i < attacker.answerCount(); ++i) {
            assertEq(
                bytes4(attacker.answers(i)),
                ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector
            );
        }
    }

    /// @dev Every function that changes something.
    function attacks() private returns (bytes[] memory list) {
        bytes32 jobId = settledJob(SPEC);
        list = new bytes[](6);
        list[0] = abi.encodeCall(IProviderStakes.stake, (operator, providerId, 1));
        list[1] =
            abi.encodeCall(IProviderStakes.stakeWithPermit, (operator, providerId, 1, 0, 0, 0, 0));
        list[2] = abi.encodeCall(IProviderStakes.giveNotice, (operator, providerId, 1));
        list[3] = abi.encodeCall(IProviderStakes.stay, (operator, providerId));
        list[4] = abi.encodeCall(IProviderStakes.withdraw, (operator, providerId));
        list[5] = abi.encodeCall(IProviderStakes.burn, (lieIn(jobId)));
    }
}
