// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StdCheats} from "forge-std/StdCheats.sol";
import {StdUtils} from "forge-std/StdUtils.sol";
import {IJobEscrow} from "../../src/IJobEscrow.sol";
import {IProviderStakes} from "../../src/IProviderStakes.sol";
import {JobEscrow} from "../../src/JobEscrow.sol";
import {ProviderStakes} from "../../src/ProviderStakes.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {SignsResults} from "../support/SignsResults.sol";

/// @dev Does what owners, two operators and time can do to stakes, in any order, and what a thief would
/// try. It keeps its own books, from the calls that it made, never from the contract's.
contract StakesHandler is SignsResults, StdCheats, StdUtils {
    JobEscrow public immutable escrow;
    TestDollar public immutable dollar;
    ProviderStakes public immutable stakes;
    address public immutable client = makeAddr("client");
    address public immutable thief = makeAddr("thief");

    address[3] public owners;
    address[2] public operators;
    uint256[2] private sessions = [uint256(0x5e55a), 0x5e55b];
    bytes32[2] public providerIds;
    bytes32[] public jobIds;

    /// @dev The books of each owner: paid in, got back, and burned.
    mapping(address => uint256) public putIn;
    mapping(address => uint256) public gotBack;
    mapping(address => uint256) public burned;
    uint256 public burnedTwice;
    uint256 public thefts;

    constructor(JobEscrow escrow_, TestDollar dollar_, ProviderStakes stakes_) {
        (escrow, dollar, stakes) = (escrow_, dollar_, stakes_);
        dollar.faucetTo(client);
        vm.prank(client);
        dollar.approve(address(escrow), type(uint256).max);
        for (uint256 i = 0; i < owners.length; ++i) {
            owners[i] = makeAddr(string.concat("owner ", vm.toString(i)));
            dollar.faucetTo(owners[i]);
            vm.prank(owners[i]);
            dollar.approve(address(stakes), type(uint256).max);
        }
        for (uint256 i = 0; i < 2; ++i) {
            operators[i] = makeAddr(string.concat("operator ", vm.toString(i)));
            providerIds[i] = providerIdOf(sessions[i]);
        }
    }

    function stake(uint256 which, uint128 amount) external {
        (address operator, bytes32 providerId, address owner) = pick(which);
        uint256 purse = dollar.balanceOf(owner);
        if (purse == 0) return;
        amount = uint128(bound(amount, 1, purse));
        vm.prank(owner);
        stakes.stake(operator, providerId, amount);
        putIn[owner] += amount;
    }

    function giveNotice(uint256 which, uint128 amount) external {
        (address operator, bytes32 providerId, address owner) = pick(which);
        IProviderStakes.Stake memory own = stakes.stakeOf(operator, providerId, owner);
        if (own.amount == own.leaving) return;
        amount = uint128(bound(amount, 1, own.amount - own.leaving));
        vm.prank(owner);
        stakes.giveNotice(operator, providerId, amount);
    }

    function stay(uint256 which) external {
        (address operator, bytes32 providerId, address owner) = pick(which);
        if (stakes.stakeOf(operator, providerId, owner).leaving == 0) return;
        vm.prank(owner);
        stakes.stay(operator, providerId);
    }

    function withdraw(uint256 which) external {
        (address operator, bytes32 providerId, address owner) = pick(which);
        IProviderStakes.Stake memory own = stakes.stakeOf(operator, providerId, owner);
        if (own.leaving == 0 || block.timestamp < own.leavesAt) return;
        uint256 before = dollar.balanceOf(owner);
        vm.prank(owner);
        stakes.withdraw(operator, providerId);
        gotBack[owner] += dollar.balanceOf(owner) - before;
    }

    /// @dev A job is settled and, of its one result, a stake burned; then for the other owners as well.
    function burn(uint256 which, uint128 price) external {
        (address operator, bytes32 providerId, address owner) = pick(which);
        uint128 held = stakes.stakeOf(operator, providerId, owner).amount;
        if (held == 0) return;
        IProviderStakes.Lie memory lie = lieOf(which, settled(operator, price), owner);
        vm.prank(operator);
        stakes.burn(lie);
        burned[owner] += held - stakes.stakeOf(operator, providerId, owner).amount;

        for (uint256 i = 0; i < owners.length; ++i) {
            lie.owner = owners[i];
            if (attempt(operator, abi.encodeCall(IProviderStakes.burn, (lie)))) ++burnedTwice;
        }
    }

    function wait(uint256 time) external {
        skip(bound(time, 1 hours, 4 days));
    }

    /// @dev Every call that a stranger, or an operator with another's job, could hope to harm by.
    function steal(uint256 which, uint128 amount) external {
        (address operator, bytes32 providerId, address owner) = pick(which);
        amount = uint128(bound(amount, 1, type(uint128).max));
        tries(thief, abi.encodeCall(IProviderStakes.stake, (operator, providerId, amount)));
        tries(thief, abi.encodeCall(IProviderStakes.giveNotice, (operator, providerId, amount)));
        tries(thief, abi.encodeCall(IProviderStakes.stay, (operator, providerId)));
        tries(thief, abi.encodeCall(IProviderStakes.withdraw, (operator, providerId)));
        tries(operator, abi.encodeCall(IProviderStakes.withdraw, (operator, providerId)));
        if (jobIds.length == 0) return;
        IProviderStakes.Lie memory lie = lieOf(which, jobIds[which % jobIds.length], owner);
        tries(thief, abi.encodeCall(IProviderStakes.burn, (lie)));
    }

    function jobCount() external view returns (uint256) {
        return jobIds.length;
    }

    /// @dev One of the twelve stakes that there can be.
    function pick(uint256 which)
        public
        view
        returns (address operator, bytes32 providerId, address owner)
    {
        return (operators[which % 2], providerIds[(which / 2) % 2], owners[(which / 4) % 3]);
    }

    function settled(address operator, uint128 price) private returns (bytes32 jobId) {
        price = uint128(bound(price, 1, 3e6));
        vm.prank(client);
        jobId = escrow.post(
            IJobEscrow.Terms({
                specHash: keccak256(abi.encode(jobIds.length)),
                operator: operator,
                deadline: uint64(block.timestamp + 1),
                shards: 1,
                pricePerReplica: price,
                budget: price
            })
        );
        bytes32 root = leafOf(0, sha256("receipt"));
        vm.prank(operator);
        escrow.settle(jobId, root, 0);
        jobIds.push(jobId);
    }

    function lieOf(uint256 which, bytes32 jobId, address owner)
        private
        view
        returns (IProviderStakes.Lie memory lie)
    {
        uint256 session = sessions[(which / 2) % 2];
        (lie.owner, lie.jobId) = (owner, jobId);
        (lie.digest, lie.receiptHash) = (sha256("output"), sha256("receipt"));
        (lie.r, lie.s) = attest(session, escrow.attestationHash(jobId, 0, lie.digest));
        (lie.qx, lie.qy) = publicKeyOf(session);
    }

    function tries(address who, bytes memory call) private {
        if (attempt(who, call)) ++thefts;
    }

    function attempt(address who, bytes memory call) private returns (bool ok) {
        vm.prank(who);
        (ok,) = address(stakes).call(call);
    }
}
