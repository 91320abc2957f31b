// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CommonBase} from "forge-std/Base.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @dev What a provider's tab does with its session key.
abstract contract SignsResults is CommonBase {
    function publicKeyOf(uint256 sessionKey) internal pure returns (bytes32 qx, bytes32 qy) {
        (uint256 x, uint256 y) = vm.publicKeyP256(sessionKey);
        return (bytes32(x), bytes32(y));
    }

    function providerIdOf(uint256 sessionKey) internal pure returns (bytes32) {
        (bytes32 qx, bytes32 qy) = publicKeyOf(sessionKey);
        return sha256(bytes.concat(bytes1(0x04), qx, qy));
    }

    /// @dev A signature with s in the lower half of the group's order.
    function attest(uint256 sessionKey, bytes32 hash) internal pure returns (bytes32 r, bytes32 s) {
        (r, s) = vm.signP256(sessionKey, hash);
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
    }

    /// @dev OpenZeppelin's standard leaf of ["uint32", "bytes32"].
    function leafOf(uint32 shardIndex, bytes32 receiptHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(keccak256(abi.encode(shardIndex, receiptHash))));
    }
}
