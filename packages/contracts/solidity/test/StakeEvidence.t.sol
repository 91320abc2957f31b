// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IProviderStakes} from "../src/IProviderStakes.sol";
import {JobState} from "../src/JobState.sol";
import {StakesTest} from "./support/StakesTest.sol";

/// @dev What a burn needs: a job that the caller settled, the receipt in its root, and the provider's
/// own signature. Nothing is burned in any of these tests but where it is said.
contract StakeEvidenceTest is StakesTest {
    bytes32 private jobId;

    function setUp() public override {
        super.setUp();
        stake(STAKE);
        jobId = settledJob(SPEC);
    }

    function test_only_the_jobs_operator_burns() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        address[4] memory strangers = [client, owner, provider, relayer];
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(notSettledBy(jobId, strangers[i]));
            vm.prank(strangers[i]);
            stakes.burn(lie);
        }
        assertStake(STAKE, 0, 0);
    }

    function test_an_operator_burns_nothing_that_is_at_stake_with_another() public {
        address rival = makeAddr("rival");
        operator = rival;
        bytes32 its = settledJob("of a rival");
        IProviderStakes.Lie memory lie = lieIn(its);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NothingAtStake.selector, providerId, owner)
        );
        burn(lie);
    }

    function test_a_job_that_is_not_settled_burns_nothing() public {
        bytes32 open = post("open");
        bytes32 cancelling = post("cancelling");
        bytes32 cancelled = post("cancelled");
        bytes32 released = post("released");
        bytes32 expired = post("expired");
        vm.startPrank(client);
        escrow.requestCancel(cancelling);
        escrow.requestCancel(cancelled);
        escrow.release(released, 0, consent(released, 0));
        vm.stopPrank();
        refusedIn(keccak256("never posted"), JobState.None);
        refusedIn(open, JobState.Open);
        refusedIn(cancelling, JobState.Cancelling);
        refusedIn(released, JobState.Cancelled);
        skip(1 hours);
        escrow.finishCancel(cancelled);
        refusedIn(cancelled, JobState.Cancelled);
        skip(2 days);
        escrow.refundExpired(expired);
        refusedIn(expired, JobState.Expired);
    }

    function test_a_receipt_that_is_not_in_the_root_burns_nothing() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        lie.receiptHash = sha256("another receipt");
        refusedAsNotInRoot(lie);

        lie = lieIn(jobId);
        lie.proof[1] = keccak256("another node");
        refusedAsNotInRoot(lie);

        lie = lieIn(jobId);
        lie.proof = new bytes32[](0);
        refusedAsNotInRoot(lie);

        lie = lieIn(jobId);
        lie.shardIndex = SHARD + 1;
        sign(lie);
        refusedAsNotInRoot(lie);
    }

    function test_a_receipt_of_another_settled_job_burns_nothing() public {
        bytes32 second = post("second");
        settleWith(second, rootWith(SHARD, sha256("its receipt")));
        refusedAsNotInRoot(lieIn(second));
    }

    function test_a_job_settled_with_no_root_burns_nothing() public {
        bytes32 empty = post("empty");
        settleWith(empty, 0);
        IProviderStakes.Lie memory lie = lieIn(empty);
        refusedAsNotInRoot(lie);
        lie.proof = new bytes32[](0);
        refusedAsNotInRoot(lie);
    }

    function test_a_root_of_one_leaf_needs_no_siblings() public {
        bytes32 single = post("single");
        settleWith(single, leafOf(SHARD, RECEIPT));
        IProviderStakes.Lie memory lie = lieIn(single);
        lie.proof = new bytes32[](0);
        assertEq(burn(lie), BURNS);
    }

    function test_an_inner_node_does_not_pass_for_a_receipt() public {
        // The node over two leaves is a hash of 64 bytes, as what a leaf hashes first is.
        uint256 word = SHARD;
        bytes32 left = bytes32(word);
        bytes32 node = keccak256(abi.encode(left, RECEIPT));
        bytes32 crafted = post("crafted");
        settleWith(crafted, node);
        IProviderStakes.Lie memory lie = lieIn(crafted);
        lie.proof = new bytes32[](0);
        refusedAsNotInRoot(lie);
    }

    function test_a_shard_that_the_job_does_not_have_burns_nothing() public {
        bytes32 last = post("last");
        settleWith(last, rootWith(SHARDS - 1, RECEIPT));
        bytes32 beyond = post("beyond");
        settleWith(beyond, rootWith(SHARDS, RECEIPT));

        IProviderStakes.Lie memory lie = lieIn(beyond);
        lie.shardIndex = SHARDS;
        sign(lie);
        refusedAsNotInRoot(lie);

        lie = lieIn(last);
        lie.shardIndex = SHARDS - 1;
        sign(lie);
        assertEq(burn(lie), BURNS);
    }

    function test_a_result_that_the_provider_did_not_sign_burns_nothing() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        lie.digest = sha256("what it never said");
        refusedAsNotAttested(lie);

        lie = lieIn(jobId);
        (lie.r, lie.s) = attest(SESSION + 1, escrow.attestationHash(jobId, SHARD, OUTPUT));
        refusedAsNotAttested(lie);

        lie = lieIn(jobId);
        (lie.r, lie.s) = (0, 0);
        refusedAsNotAttested(lie);
    }

    function test_a_signature_over_another_job_or_shard_burns_nothing() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        (lie.r, lie.s) = attest(SESSION, escrow.attestationHash(SPEC, SHARD, OUTPUT));
        refusedAsNotAttested(lie);
        (lie.r, lie.s) = attest(SESSION, escrow.attestationHash(jobId, SHARD + 1, OUTPUT));
        refusedAsNotAttested(lie);
    }

    function test_the_malleable_twin_of_a_signature_burns_nothing() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        lie.s = bytes32(P256.N - uint256(lie.s));
        refusedAsNotAttested(lie);
    }

    function test_a_signature_for_another_escrow_or_chain_burns_nothing() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        (lie.r, lie.s) = attest(SESSION, deployEscrow(dollar).attestationHash(jobId, SHARD, OUTPUT));
        refusedAsNotAttested(lie);

        lie = lieIn(jobId);
        vm.chainId(1);
        refusedAsNotAttested(lie);
    }

    function test_another_providers_key_burns_another_providers_stake() public {
        IProviderStakes.Lie memory lie = lieIn(jobId);
        uint256 second = SESSION + 1;
        bytes32 secondId = providerIdOf(second);
        (lie.qx, lie.qy) = publicKeyOf(second);
        (lie.r, lie.s) = attest(second, escrow.attestationHash(jobId, SHARD, OUTPUT));
        vm.expectRevert(
            abi.encodeWithSelector(IProviderStakes.NothingAtStake.selector, secondId, owner)
        );
        burn(lie);

        vm.prank(owner);
        stakes.stake(operator, secondId, 5e6);
        assertEq(burn(lie), 5e6);
        assertStake(STAKE, 0, 0);
    }

    /// forge-config: default.fuzz.runs = 16
    function testFuzz_a_tree_of_any_depth_holds_its_receipt(
        bytes32[] memory siblings,
        uint32 shard,
        bytes32 receiptHash,
        bytes32 digest
    ) public {
        bytes32 deep = post("deep");
        shard %= SHARDS;
        settleWith(deep, MerkleProof.processProof(siblings, leafOf(shard, receiptHash)));
        IProviderStakes.Lie memory lie = lieIn(deep);
        (lie.shardIndex, lie.receiptHash, lie.digest) = (shard, receiptHash, digest);
        lie.proof = siblings;
        sign(lie);
        assertEq(burn(lie), BURNS);
    }

    function refusedIn(bytes32 unsettled, JobState state) private {
        assertState(unsettled, state);
        IProviderStakes.Lie memory lie = lieIn(unsettled);
        vm.expectRevert(notSettledBy(unsettled, operator));
        burn(lie);
    }

    function refusedAsNotInRoot(IProviderStakes.Lie memory lie) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IProviderStakes.NotInRoot.selector, lie.jobId, lie.shardIndex, lie.receiptHash
            )
        );
        burn(lie);
        assertStake(STAKE, 0, 0);
        assertFalse(stakes.isBurned(providerId, lie.jobId, lie.shardIndex));
    }

    function refusedAsNotAttested(IProviderStakes.Lie memory lie) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IProviderStakes.NotAttested.selector, providerId, lie.jobId, lie.shardIndex
            )
        );
        burn(lie);
        assertStake(STAKE, 0, 0);
        assertFalse(stakes.isBurned(providerId, lie.jobId, lie.shardIndex));
    }

    function notSettledBy(bytes32 job, address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IProviderStakes.NotSettledBy.selector, job, caller);
    }
}
