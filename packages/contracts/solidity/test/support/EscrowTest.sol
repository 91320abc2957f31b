// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IJobEscrow} from "../../src/IJobEscrow.sol";
import {JobState} from "../../src/JobState.sol";
import {JobEscrow} from "../../src/JobEscrow.sol";
import {TestDollar} from "../../src/TestDollar.sol";
import {DeploysEscrow} from "./DeploysEscrow.sol";

/// @dev One escrow over TestDollar, a funded client, an operator that can sign, two providers.
abstract contract EscrowTest is DeploysEscrow {
    uint128 internal constant BUDGET = 100e6;
    uint128 internal constant PRICE = 1e6;
    uint32 internal constant SHARDS = 24;
    bytes32 internal constant SPEC = keccak256("spec");
    bytes32 internal constant ROOT = keccak256("root");

    TestDollar internal dollar;
    JobEscrow internal escrow;

    address internal client;
    uint256 internal clientKey;
    address internal operator;
    uint256 internal operatorKey;
    address internal provider = makeAddr("provider");
    address internal other = makeAddr("other provider");
    address internal relayer = makeAddr("relayer");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        (client, clientKey) = makeAddrAndKey("client");
        (operator, operatorKey) = makeAddrAndKey("operator");
        dollar = deployDollar();
        escrow = deployEscrow(dollar);
        dollar.faucetTo(client);
        vm.prank(client);
        dollar.approve(address(escrow), type(uint256).max);
    }

    function terms() internal view returns (IJobEscrow.Terms memory) {
        return IJobEscrow.Terms({
            specHash: SPEC,
            operator: operator,
            deadline: uint64(block.timestamp + 1 days),
            shards: SHARDS,
            pricePerReplica: PRICE,
            budget: BUDGET
        });
    }

    /// @dev The client posts the standard job.
    function post() internal returns (bytes32 jobId) {
        vm.prank(client);
        return escrow.post(terms());
    }

    /// @dev The client posts another job that differs by its specification.
    function post(bytes32 specHash) internal returns (bytes32 jobId) {
        IJobEscrow.Terms memory t = terms();
        t.specHash = specHash;
        vm.prank(client);
        return escrow.post(t);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The operator's voucher for `amount` in all.
    function voucher(bytes32 jobId, address to, uint128 amount)
        internal
        view
        returns (bytes memory)
    {
        return sign(operatorKey, escrow.voucherDigest(jobId, to, amount));
    }

    /// @dev The operator's consent to end the job at `earned`.
    function consent(bytes32 jobId, uint128 earned) internal view returns (bytes memory) {
        return sign(operatorKey, escrow.releaseDigest(jobId, earned));
    }

    /// @dev A relayer redeems the provider's voucher.
    function redeem(bytes32 jobId, address to, uint128 amount) internal returns (uint128) {
        bytes memory signature = voucher(jobId, to, amount);
        vm.prank(relayer);
        return escrow.redeem(jobId, to, amount, signature);
    }

    function settle(bytes32 jobId, uint128 earned) internal {
        vm.prank(operator);
        escrow.settle(jobId, ROOT, earned);
    }

    /// @dev EIP-2612 signature of `owner` for the escrow.
    function permit(uint256 key, address owner, uint256 amount, uint256 deadline)
        internal
        view
        returns (uint8 v, bytes32 r, bytes32 s)
    {
        return permitFor(address(escrow), key, owner, amount, deadline);
    }

    /// @dev EIP-2612 signature of `owner` for any spender.
    function permitFor(
        address spender,
        uint256 key,
        address owner,
        uint256 amount,
        uint256 deadline
    ) internal view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash =
            keccak256(abi.encode(typehash, owner, spender, amount, dollar.nonces(owner), deadline));
        return vm.sign(
            key, keccak256(abi.encodePacked("\x19\x01", dollar.DOMAIN_SEPARATOR(), structHash))
        );
    }

    function assertState(bytes32 jobId, JobState expected) internal view {
        assertEq(uint8(escrow.job(jobId).state), uint8(expected), "state");
    }
}
