// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @title Attestations: a provider's P-256 signature over (job, shard, digest)
/// @notice SHA-256 rather than keccak256, because a browser's WebCrypto signs with it.
library Attestation {
    /// @notice Binds attestations to one chain and one escrow, so that they can't be replayed.
    /// @param chainId the chain
    /// @param escrow the escrow contract
    /// @return sha256("tabgrid.attestation.v1" ‖ chainId as uint256 ‖ escrow)
    function domain(uint256 chainId, address escrow) internal pure returns (bytes32) {
        return sha256(abi.encodePacked("tabgrid.attestation.v1", chainId, escrow));
    }

    /// @notice The hash that ECDSA signs.
    /// @param domain_ see {domain}
    /// @param jobId the job
    /// @param shardIndex the shard, from 0
    /// @param digest SHA-256 of the replica's output bytes
    /// @return sha256(domain ‖ jobId ‖ shardIndex as big-endian uint32 ‖ digest)
    function hash(bytes32 domain_, bytes32 jobId, uint32 shardIndex, bytes32 digest)
        internal
        pure
        returns (bytes32)
    {
        return sha256(abi.encodePacked(domain_, jobId, shardIndex, digest));
    }

    /// @notice Whether (r, s) is the session key's (qx, qy) signature over `hash_`.
    /// @dev Uses the chain's P-256 precompile (EIP-7951) where there is one, Solidity elsewhere.
    /// A high `s` is refused: (r, n − s) would be a second signature over the same thing.
    function verify(bytes32 hash_, bytes32 r, bytes32 s, bytes32 qx, bytes32 qy)
        internal
        view
        returns (bool)
    {
        return P256.verify(hash_, r, s, qx, qy);
    }
}
