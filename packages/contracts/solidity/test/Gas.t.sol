// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Vm} from "forge-std/Vm.sol";
import {IJobEscrow} from "../src/IJobEscrow.sol";
import {IProviderStakes} from "../src/IProviderStakes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";
import {StakesTest} from "./support/StakesTest.sol";

/// @dev Gas of whole transactions, the 21,000 of each and its calldata included, in the dearest case:
/// every balance and slot that can be touched for the first time is.
/// forge-config: default.isolate = true
contract GasTest is EscrowTest {
    bytes32 private jobId;

    function setUp() public override {
        super.setUp();
        vm.startPrank(client);
        // The client pays everything it has, so that a refund writes to an empty balance.
        dollar.transfer(relayer, dollar.balanceOf(client) - BUDGET);
        vm.stopPrank();
    }

    function test_post_with_permit_costs_at_most_190k() public {
        vm.prank(client);
        dollar.approve(address(escrow), 0);
        (uint8 v, bytes32 r, bytes32 s) = permit(clientKey, client, BUDGET, block.timestamp);
        IJobEscrow.Terms memory t = terms();
        vm.prank(client);
        escrow.postWithPermit(t, block.timestamp, v, r, s);
        assertLe(snapshot("postWithPermit"), 190_000);
    }

    function test_post_costs_at_most_190k() public {
        post();
        assertLe(snapshot("post"), 190_000);
    }

    function test_a_first_redemption_costs_at_most_95k() public {
        jobId = post();
        bytes memory signature = voucher(jobId, provider, PRICE);
        vm.prank(provider);
        escrow.redeem(jobId, provider, PRICE, signature);
        assertLe(snapshot("redeem, first"), 95_000);
    }

    function test_a_later_redemption_is_cheaper() public {
        jobId = post();
        redeem(jobId, provider, PRICE);
        bytes memory signature = voucher(jobId, provider, 2 * PRICE);
        vm.prank(provider);
        escrow.redeem(jobId, provider, 2 * PRICE, signature);
        assertLe(snapshot("redeem, later"), 70_000);
    }

    function test_settle_costs_at_most_90k() public {
        jobId = post();
        vm.prank(operator);
        escrow.settle(jobId, ROOT, BUDGET / 2);
        assertLe(snapshot("settle"), 90_000);
    }

    function snapshot(string memory name) private returns (uint256) {
        return vm.snapshotGasLastCall("JobEscrow", name);
    }
}

/// @dev The same of ProviderStakes.
/// forge-config: default.isolate = true
contract StakesGasTest is StakesTest {
    function setUp() public override {
        super.setUp();
        // The owner stakes everything it has, so that a withdrawal writes to an empty balance.
        uint256 rest = dollar.balanceOf(owner) - STAKE;
        vm.prank(owner);
        dollar.transfer(relayer, rest);
    }

    function test_a_stake_costs_at_most_120k() public {
        stake(STAKE);
        assertLe(snapshot("stake"), 120_000);
    }

    function test_a_stake_by_a_permit_costs_at_most_150k() public {
        vm.prank(owner);
        dollar.approve(address(stakes), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            permitFor(address(stakes), ownerKey, owner, STAKE, block.timestamp);
        vm.prank(owner);
        stakes.stakeWithPermit(operator, providerId, STAKE, block.timestamp, v, r, s);
        assertLe(snapshot("stakeWithPermit"), 150_000);
    }

    function test_notice_costs_at_most_60k() public {
        stake(STAKE);
        giveNotice(STAKE);
        assertLe(snapshot("giveNotice"), 60_000);
    }

    function test_a_withdrawal_costs_at_most_70k() public {
        stake(STAKE);
        giveNotice(STAKE / 2);
        skip(7 days);
        withdraw();
        assertLe(snapshot("withdraw"), 70_000);
    }

    function test_a_burn_costs_at_most_450k_without_the_precompile() public {
        stake(STAKE);
        burn(lieIn(settledJob(SPEC)));
        assertLe(snapshot("burn, without P-256 precompile"), 450_000);
    }

    /// forge-config: default.evm_version = "osaka"
    function test_a_burn_costs_at_most_150k_with_the_precompile() public {
        stake(STAKE);
        burn(lieIn(settledJob(SPEC)));
        assertLe(snapshot("burn"), 150_000);
    }

    function snapshot(string memory name) private returns (uint256) {
        return vm.snapshotGasLastCall("ProviderStakes", name);
    }
}
