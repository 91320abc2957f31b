// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IProviderStakes} from "../../src/IProviderStakes.sol";
import {JobEscrow} from "../../src/JobEscrow.sol";
import {ProviderStakes} from "../../src/ProviderStakes.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {DeploysEscrow} from "../support/DeploysEscrow.sol";
import {StakesHandler} from "./StakesHandler.sol";

/// @dev What holds after any sequence of calls. One invariant rather than many: each of them would run
/// the same sequences, with their signatures, again.
contract ProviderStakesInvariantTest is DeploysEscrow {
    TestDollar private dollar;
    ProviderStakes private stakes;
    StakesHandler private handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        dollar = deployDollar();
        JobEscrow escrow = deployEscrow(dollar);
        stakes = deployStakes(escrow);
        handler = new StakesHandler(escrow, dollar, stakes);
        targetContract(address(handler));
    }

    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 64
    function invariant_every_token_is_an_owners_at_stake_or_burned() public view {
        theContractHoldsTheSumOfAllStakes();
        whatLeavesIsAPartOfWhatIsThere();
        ownersGetNoMoreThanTheyPutIn();
        nobodyElseReceivesAnything();
        assertEq(handler.burnedTwice(), 0, "a result burned twice");
        assertEq(handler.thefts(), 0, "a stranger's call went through");
    }

    function theContractHoldsTheSumOfAllStakes() private view {
        uint256 sum;
        for (uint256 i = 0; i < 12; ++i) {
            sum += stakeAt(i).amount;
        }
        assertEq(dollar.balanceOf(address(stakes)), sum, "the sum of all stakes");
    }

    function whatLeavesIsAPartOfWhatIsThere() private view {
        for (uint256 i = 0; i < 12; ++i) {
            IProviderStakes.Stake memory own = stakeAt(i);
            assertLe(own.leaving, own.amount, "leaving");
            assertEq(
                own.leaving == 0, own.leavesAt == 0, "a time for nothing, or none for what leaves"
            );
        }
    }

    function ownersGetNoMoreThanTheyPutIn() private view {
        uint256 burned;
        for (uint256 i = 0; i < 3; ++i) {
            address owner = handler.owners(i);
            uint256 held;
            for (uint256 j = 0; j < 4; ++j) {
                held += stakeAt(4 * i + j).amount;
            }
            (uint256 in_, uint256 back) = (handler.putIn(owner), handler.gotBack(owner));
            assertEq(held + back + handler.burned(owner), in_, "held + back + burned = put in");
            assertEq(
                dollar.balanceOf(owner), dollar.FAUCET_AMOUNT() - in_ + back, "an owner's purse"
            );
            burned += handler.burned(owner);
        }
        assertEq(dollar.balanceOf(stakes.BURNED()), burned, "burned");
    }

    function nobodyElseReceivesAnything() private view {
        uint256 held = dollar.balanceOf(address(stakes)) + dollar.balanceOf(stakes.BURNED());
        for (uint256 i = 0; i < 3; ++i) {
            held += dollar.balanceOf(handler.owners(i));
        }
        assertEq(held, 3 * dollar.FAUCET_AMOUNT(), "owners, stakes and what is burned");
    }

    function stakeAt(uint256 which) private view returns (IProviderStakes.Stake memory) {
        (address operator, bytes32 providerId, address owner) = handler.pick(which);
        return stakes.stakeOf(operator, providerId, owner);
    }

    /// @dev The invariants would hold trivially if the handler never did anything: one pass through its
    /// actions must have paid in, got back and burned, and met each attempt with a refusal.
    function test_the_handler_moves_money_in_each_way() public {
        for (uint256 i = 0; i < 12; ++i) {
            handler.stake(i, 200e6);
        }
        for (uint256 i = 0; i < 4; ++i) {
            handler.giveNotice(i, 150e6);
        }
        handler.stay(1);
        handler.wait(4 days);
        handler.withdraw(0);
        address first = handler.owners(0);
        assertEq(handler.gotBack(first), 0, "too early");
        handler.wait(4 days);
        handler.withdraw(0);
        handler.withdraw(1);
        assertEq(handler.gotBack(first), 150e6);

        handler.burn(2, 1e6);
        assertEq(handler.burned(first), 100e6);
        assertEq(stakeAt(2).leaving, 100e6);
        handler.burn(6, 3e6);
        assertEq(handler.burned(handler.owners(1)), 200e6);
        assertEq(handler.jobCount(), 2);
        handler.steal(2, 1e6);
        invariant_every_token_is_an_owners_at_stake_or_burned();
    }
}
