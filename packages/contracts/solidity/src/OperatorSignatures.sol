// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IJobEscrow} from "./IJobEscrow.sol";

/// @title What an operator signs off the chain, and how the escrow checks it
/// @dev The EIP-712 domain (name "Tabgrid", version "1") carries the chain id and the escrow's address,
/// and every message carries its job, so that no signature is good for anything else.
abstract contract OperatorSignatures is IJobEscrow, EIP712 {
    bytes32 private constant VOUCHER_TYPEHASH =
        keccak256("Voucher(bytes32 jobId,address provider,uint256 amount)");
    bytes32 private constant RELEASE_TYPEHASH = keccak256("Release(bytes32 jobId,uint256 earned)");

    constructor() EIP712("Tabgrid", "1") {}

    /// @inheritdoc IJobEscrow
    function voucherDigest(bytes32 jobId, address provider, uint256 amount)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(VOUCHER_TYPEHASH, jobId, provider, amount)));
    }

    /// @inheritdoc IJobEscrow
    function releaseDigest(bytes32 jobId, uint256 earned) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(RELEASE_TYPEHASH, jobId, earned)));
    }

    /// @dev A key signs by ECDSA, a contract by ERC-1271. ECDSA is tried first, as it is cheaper and
    /// also right for a key whose account runs code (EIP-7702).
    function _requireOperator(
        bytes32 jobId,
        address operator,
        bytes32 digest,
        bytes calldata signature
    ) internal view {
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == operator) return;
        if (!SignatureChecker.isValidERC1271SignatureNowCalldata(operator, digest, signature)) {
            revert BadOperatorSignature(jobId, operator, digest);
        }
    }
}
