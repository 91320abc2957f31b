// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {JobEscrow} from "../src/JobEscrow.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

/// @dev The same checks run on a chain without the P-256 precompile (EIP-7951) and on one with it.
abstract contract AttestationChecks is EscrowTest {
    uint256 private constant KEY = 0xa77e57;
    bytes32 private constant JOB = keccak256("job");
    bytes32 private constant DIGEST = sha256("output");
    bytes32 private qx;
    bytes32 private qy;

    function setUp() public override {
        super.setUp();
        (uint256 x, uint256 y) = vm.publicKeyP256(KEY);
        (qx, qy) = (bytes32(x), bytes32(y));
    }

    function test_this_chain_has_the_precompile_or_not_as_named() public view {
        // OpenZeppelin's probe: a valid signature with small r and s (Wycheproof).
        (bool ok, bytes memory answer) = address(0x100)
            .staticcall(
                abi.encode(
                    0xbb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023,
                    uint256(5),
                    uint256(1),
                    0xa71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac957,
                    0x5d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b
                )
            );
        assertTrue(ok);
        assertEq(answer, hasPrecompile() ? abi.encode(1) : bytes(""));
    }

    function test_the_hash_is_of_domain_job_shard_and_digest() public view {
        bytes32 domain =
            sha256(abi.encodePacked("tabgrid.attestation.v1", block.chainid, address(escrow)));
        bytes memory message = abi.encodePacked(domain, JOB, uint32(7), DIGEST);
        assertEq(message.length, 100);
        assertEq(escrow.attestationHash(JOB, 7, DIGEST), sha256(message));
    }

    function test_a_session_keys_attestation_is_verified() public view {
        (bytes32 r, bytes32 s) = attest(escrow.attestationHash(JOB, 7, DIGEST));
        assertTrue(escrow.verifyAttestation(JOB, 7, DIGEST, r, s, qx, qy));
    }

    function test_an_attestation_holds_for_its_job_shard_and_digest_only() public view {
        (bytes32 r, bytes32 s) = attest(escrow.attestationHash(JOB, 7, DIGEST));
        assertFalse(escrow.verifyAttestation(SPEC, 7, DIGEST, r, s, qx, qy));
        assertFalse(escrow.verifyAttestation(JOB, 8, DIGEST, r, s, qx, qy));
        assertFalse(escrow.verifyAttestation(JOB, 7, SPEC, r, s, qx, qy));
    }

    function test_an_attestation_does_not_hold_on_another_chain_or_in_another_escrow() public {
        (bytes32 r, bytes32 s) = attest(escrow.attestationHash(JOB, 7, DIGEST));
        JobEscrow second = deployEscrow(dollar);
        assertFalse(second.verifyAttestation(JOB, 7, DIGEST, r, s, qx, qy));
        vm.chainId(1);
        assertFalse(escrow.verifyAttestation(JOB, 7, DIGEST, r, s, qx, qy));
    }

    function test_another_key_is_refused() public view {
        (bytes32 r, bytes32 s) = attest(escrow.attestationHash(JOB, 7, DIGEST));
        (uint256 x, uint256 y) = vm.publicKeyP256(KEY + 1);
        assertFalse(escrow.verifyAttestation(JOB, 7, DIGEST, r, s, bytes32(x), bytes32(y)));
        assertFalse(escrow.verifyAttestation(JOB, 7, DIGEST, r, s, bytes32(x), qy));
    }

    function test_a_high_s_is_refused_as_malleable() public view {
        (bytes32 r, bytes32 s) = attest(escrow.attestationHash(JOB, 7, DIGEST));
        bytes32 high = bytes32(P256.N - uint256(s));
        assertFalse(escrow.verifyAttestation(JOB, 7, DIGEST, r, high, qx, qy));
    }

    /// forge-config: default.fuzz.runs = 16
    function testFuzz_any_result_can_be_attested(
        uint256 key,
        bytes32 jobId,
        uint32 shard,
        bytes32 digest
    ) public view {
        key = bound(key, 1, P256.N - 1);
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        (bytes32 r, bytes32 s) = low(key, escrow.attestationHash(jobId, shard, digest));
        assertTrue(escrow.verifyAttestation(jobId, shard, digest, r, s, bytes32(x), bytes32(y)));
    }

    function hasPrecompile() internal pure virtual returns (bool);

    function attest(bytes32 hash) private pure returns (bytes32 r, bytes32 s) {
        return low(KEY, hash);
    }

    function low(uint256 key, bytes32 hash) private pure returns (bytes32 r, bytes32 s) {
        (r, s) = vm.signP256(key, hash);
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
    }
}

/// forge-config: default.evm_version = "cancun"
contract AttestationTest is AttestationChecks {
    function hasPrecompile() internal pure override returns (bool) {
        return false;
    }
}

/// forge-config: default.evm_version = "osaka"
contract AttestationPrecompileTest is AttestationChecks {
    function hasPrecompile() internal pure override returns (bool) {
        return true;
    }
}
