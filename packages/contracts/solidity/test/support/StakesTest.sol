// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IJobEscrow} from "../../src/IJobEscrow.sol";
import {IProviderStakes} from "../../src/IProviderStakes.sol";
import {ProviderStakes} from "../../src/ProviderStakes.sol";
import {EscrowTest} from "./EscrowTest.sol";
import {SignsResults} from "./SignsResults.sol";

/// @dev The escrow's world with stakes: an owner with tokens, a session key, and settled jobs with a
/// root that holds one receipt for sure.
abstract contract StakesTest is EscrowTest, SignsResults {
    uint128 internal constant STAKE = 500e6;
    /// @dev What a lie at the usual price burns.
    uint128 internal constant BURNS = 100 * PRICE;
    uint32 internal constant SHARD = 7;
    uint256 internal constant SESSION = 0x5e5510;
    bytes32 internal constant RECEIPT = sha256("receipt");
    bytes32 internal constant OUTPUT = sha256("a wrong output");

    ProviderStakes internal stakes;
    bytes32 internal providerId;
    address internal owner;
    uint256 internal ownerKey;
    address internal secondOwner = makeAddr("second owner");

    function setUp() public virtual override {
        super.setUp();
        stakes = deployStakes(escrow);
        providerId = providerIdOf(SESSION);
        (owner, ownerKey) = makeAddrAndKey("owner");
        fund(owner);
        fund(secondOwner);
    }

    function fund(address who) internal {
        dollar.faucetTo(who);
        vm.prank(who);
        dollar.approve(address(stakes), type(uint256).max);
    }

    /// @dev The owner stakes for the provider with the operator.
    function stake(uint128 amount) internal {
        vm.prank(owner);
        stakes.stake(operator, providerId, amount);
    }

    function giveNotice(uint128 amount) internal {
        vm.prank(owner);
        stakes.giveNotice(operator, providerId, amount);
    }

    function withdraw() internal returns (uint128) {
        vm.prank(owner);
        return stakes.withdraw(operator, providerId);
    }

    function proof() internal pure returns (bytes32[] memory siblings) {
        siblings = new bytes32[](2);
        siblings[0] = keccak256("a leaf beside it");
        siblings[1] = keccak256("a node beside both");
    }

    /// @dev The root of a tree with the receipt in it, `proof` beside it.
    function rootWith(uint32 shardIndex, bytes32 receiptHash) internal pure returns (bytes32) {
        return MerkleProof.processProof(proof(), leafOf(shardIndex, receiptHash));
    }

    /// @dev A job that the operator settled, with the standard receipt in its root.
    function settledJob(bytes32 specHash) internal returns (bytes32 jobId) {
        jobId = post(specHash);
        settleWith(jobId, rootWith(SHARD, RECEIPT));
    }

    function settleWith(bytes32 jobId, bytes32 root) internal {
        address by = escrow.job(jobId).operator;
        vm.prank(by);
        escrow.settle(jobId, root, 0);
    }

    /// @dev A job at another price, its budget one replica, settled like the others.
    function settledAt(uint128 price, bytes32 specHash) internal returns (bytes32 jobId) {
        IJobEscrow.Terms memory t = terms();
        (t.specHash, t.pricePerReplica, t.budget) = (specHash, price, price);
        vm.prank(client);
        jobId = escrow.post(t);
        settleWith(jobId, rootWith(SHARD, RECEIPT));
    }

    /// @dev All that proves the provider's lie in a job.
    function lieIn(bytes32 jobId) internal view returns (IProviderStakes.Lie memory lie) {
        (lie.owner, lie.jobId, lie.shardIndex, lie.digest) = (owner, jobId, SHARD, OUTPUT);
        (lie.receiptHash, lie.proof) = (RECEIPT, proof());
        (lie.qx, lie.qy) = publicKeyOf(SESSION);
        sign(lie);
    }

    /// @dev Signs the result anew, after a change.
    function sign(IProviderStakes.Lie memory lie) internal view {
        (lie.r, lie.s) =
            attest(SESSION, escrow.attestationHash(lie.jobId, lie.shardIndex, lie.digest));
    }

    function burn(IProviderStakes.Lie memory lie) internal returns (uint128) {
        vm.prank(operator);
        return stakes.burn(lie);
    }

    function stakeNow() internal view returns (IProviderStakes.Stake memory) {
        return stakes.stakeOf(operator, providerId, owner);
    }

    function assertStake(uint128 amount, uint128 leaving, uint64 leavesAt) internal view {
        IProviderStakes.Stake memory own = stakeNow();
        assertEq(own.amount, amount, "amount");
        assertEq(own.leaving, leaving, "leaving");
        assertEq(own.leavesAt, leavesAt, "leavesAt");
    }

    function assertBurned(uint256 amount) internal view {
        assertEq(IERC20(stakes.token()).balanceOf(stakes.BURNED()), amount, "burned");
    }
}
