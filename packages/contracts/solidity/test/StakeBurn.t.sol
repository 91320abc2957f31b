// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IProviderStakes} from "../src/IProviderStakes.sol";
import {OperatorContract} from "./support/OperatorContract.sol";
import {StakesTest} from "./support/StakesTest.sol";

/// @dev How much a burn takes, from whom, and how often. What it needs for evidence: StakeEvidence.
contract StakeBurnTest is StakesTest {
    bytes32 private jobId;

    function setUp() public override {
        super.setUp();
        stake(STAKE);
        jobId = settledJob(SPEC);
    }

    function test_a_lie_burns_a_hundred_prices_out_of_everybodys_reach() public {
        uint256 purse = dollar.balanceOf(owner);
        IProviderStakes.Lie memory lie = lieIn(jobId);
        assertFalse(stakes.isBurned(providerId, jobId, SHARD));
        vm.expectEmit(address(stakes));
        emit IProviderStakes.StakeBurned(
            operator, providerId, owner, jobId, SHARD, RECEIPT, BURNS, STAKE - BURNS
        );
        assertEq(burn(lie), BURNS);
        assertTrue(stakes.isBurned(providerId, jobId, SHARD));
        assertStake(STAKE - BURNS, 0, 0);
        assertBurned(BURNS);
        assertEq(dollar.balanceOf(owner), purse);
        assertEq(dollar.balanceOf(operator), 0);
        assertEq(dollar.balanceOf(address(stakes)), STAKE - BURNS);
    }

    function test_a_result_is_burned_for_once_whatever_signature_or_owner_is_named() public {
        vm.prank(secondOwner);
        stakes.stake(operator, providerId, STAKE);
        IProviderStakes.Lie memory lie = lieIn(jobId);
        burn(lie);
        refusedAsBurned(lie);

        lie.digest = sha256("a second output that it signed for the same shard");
        sign(lie);
        refusedAsBurned(lie);

        lie.owner = secondOwner;
        refusedAsBurned(lie);
        assertStake(STAKE - BURNS, 0, 0);
    }

    function test_two_shards_of_a_job_and_two_providers_of_a_shard_are_four_results() public {
        bytes32[] memory beside = new bytes32[](1);
        bytes32 job = post("two shards");
        beside[0] = leafOf(SHARD + 1, RECEIPT);
        settleWith(job, MerkleProof.processProof(beside, leafOf(SHARD, RECEIPT)));
        uint256 second = SESSION + 1;
        bytes32 secondId = providerIdOf(second);
        vm.prank(owner);
        stakes.stake(operator, secondId, STAKE);

        IProviderStakes.Lie memory lie = lieIn(job);
        lie.proof = beside;
        for (uint32 shard = SHARD; shard < SHARD + 2; ++shard) {
            lie.shardIndex = shard;
            beside[0] = leafOf(2 * SHARD + 1 - shard, RECEIPT);
            bytes32 hash = escrow.attestationHash(job, shard, OUTPUT);
            (lie.qx, lie.qy) = publicKeyOf(SESSION);
            (lie.r, lie.s) = attest(SESSION, hash);
            assertEq(burn(lie), BURNS);
            (lie.qx, lie.qy) = publicKeyOf(second);
            (lie.r, lie.s) = attest(second, hash);
            assertEq(burn(lie), BURNS);
        }
        assertStake(STAKE - 2 * BURNS, 0, 0);
        assertEq(stakes.stakeOf(operator, secondId, owner).amount, STAKE - 2 * BURNS);
    }

    function test_each_lie_burns_until_nothing_is_left() public {
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(burn(lieIn(settledJob(bytes32(i)))), BURNS);
        }
        assertStake(0, 0, 0);
        assertBurned(STAKE);
        bytes32 sixth = settledJob("sixth");
        IProviderStakes.Lie memory lie = lieIn(sixth);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NothingAtStake.selector, providerId, owner)
        );
        burn(lie);
        assertFalse(stakes.isBurned(providerId, sixth, SHARD));
    }

    function test_no_more_is_burned_than_there_is() public {
        uint128 price = STAKE / 100 + 1;
        assertEq(burn(lieIn(settledAt(price, "dear"))), STAKE);
        assertStake(0, 0, 0);
        assertBurned(STAKE);
    }

    function test_the_dearest_price_that_a_job_can_have_burns_what_there_is() public {
        uint128 price = type(uint120).max;
        deal(address(dollar), client, price);
        assertEq(burn(lieIn(settledAt(price, "dearest"))), STAKE);
    }

    /// forge-config: default.evm_version = "osaka"
    function testFuzz_what_leaves_is_never_more_than_what_is_left(
        uint128 price,
        uint128 leaving,
        bool over
    ) public {
        price = uint128(bound(price, 1, 10e6));
        leaving = uint128(bound(leaving, 1, STAKE));
        giveNotice(leaving);
        uint64 leavesAt = stakeNow().leavesAt;
        if (over) skip(7 days);
        bytes32 dear = settledAt(price, "priced");

        uint128 wanted = 100 * price;
        uint128 burned = wanted < STAKE ? wanted : STAKE;
        uint128 left = STAKE - burned;
        assertEq(burn(lieIn(dear)), burned);
        assertStake(left, leaving < left ? leaving : left, left == 0 ? 0 : leavesAt);
        if (!over || left == 0) return;
        assertEq(withdraw(), leaving < left ? leaving : left);
    }

    function test_notice_protects_nothing_while_it_runs() public {
        giveNotice(STAKE);
        skip(7 days - 1);
        assertEq(burn(lieIn(jobId)), BURNS);
        skip(1);
        assertEq(withdraw(), STAKE - BURNS);
    }

    function test_what_is_withdrawn_in_time_is_out_of_reach() public {
        giveNotice(STAKE);
        skip(7 days);
        withdraw();
        IProviderStakes.Lie memory lie = lieIn(jobId);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NothingAtStake.selector, providerId, owner)
        );
        burn(lie);
    }

    function test_a_stake_answers_for_results_that_are_older_than_it() public {
        giveNotice(STAKE);
        skip(7 days);
        withdraw();
        stake(STAKE);
        assertEq(burn(lieIn(jobId)), BURNS);
    }

    function test_stakes_with_other_operators_for_other_providers_and_of_others_are_not_touched()
        public
    {
        bytes32 otherProvider = providerIdOf(SESSION + 1);
        vm.prank(secondOwner);
        stakes.stake(operator, providerId, 10e6);
        vm.startPrank(owner);
        stakes.stake(relayer, providerId, 20e6);
        stakes.stake(operator, otherProvider, 30e6);
        vm.stopPrank();
        burn(lieIn(settledAt(10e6, "dear")));
        assertStake(0, 0, 0);
        assertEq(stakes.stakeOf(operator, providerId, secondOwner).amount, 10e6);
        assertEq(stakes.stakeOf(relayer, providerId, owner).amount, 20e6);
        assertEq(stakes.stakeOf(operator, otherProvider, owner).amount, 30e6);
    }

    function test_each_owner_answers_for_its_own_provider() public {
        vm.prank(secondOwner);
        stakes.stake(operator, providerId, 30e6);
        IProviderStakes.Lie memory lie = lieIn(jobId);
        lie.owner = secondOwner;
        assertEq(burn(lie), 30e6);
        assertStake(STAKE, 0, 0);

        lie = lieIn(settledJob("next"));
        lie.owner = makeAddr("an owner of nothing");
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NothingAtStake.selector, providerId, lie.owner)
        );
        burn(lie);
    }

    function test_an_operator_that_is_a_contract_burns_as_well() public {
        operator = address(new OperatorContract(operator));
        stake(STAKE);
        bytes32 its = settledJob("of a contract");
        assertEq(burn(lieIn(its)), BURNS);
        assertStake(STAKE - BURNS, 0, 0);
    }

    function refusedAsBurned(IProviderStakes.Lie memory lie) private {
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.BurnedBefore.selector, providerId, jobId, SHARD)
        );
        burn(lie);
    }
}
