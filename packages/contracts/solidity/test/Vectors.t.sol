// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {stdJson} from "forge-std/StdJson.sol";
import {IJobEscrow} from "../src/IJobEscrow.sol";
import {JobEscrow} from "../src/JobEscrow.sol";
import {TestDollar} from "../src/TestDollar.sol";
import {DeploysEscrow} from "./support/DeploysEscrow.sol";

/// @dev The contract computes and accepts what packages/protocol/vectors/escrow.json says, at the very
/// address and chain that the file names. The TypeScript encoders are checked against the same file.
contract VectorsTest is DeploysEscrow {
    using stdJson for string;

    string private json;
    JobEscrow private escrow;
    TestDollar private dollar;
    bytes32 private jobId;

    function setUp() public {
        json = vm.readFile("../protocol/vectors/escrow.json");
        dollar = deployDollar();
        vm.chainId(json.readUint(".chainId"));
        escrow = JobEscrow(json.readAddress(".escrow"));
        deployCodeTo("JobEscrow.sol:JobEscrow", abi.encode(dollar), address(escrow));
        jobId = json.readBytes32(".jobId");
    }

    function test_job_id() public view {
        assertEq(escrow.jobIdOf(json.readAddress(".client"), json.readBytes32(".specHash")), jobId);
    }

    function test_domain() public view {
        (, string memory name, string memory version, uint256 chainId, address at,,) =
            escrow.eip712Domain();
        assertEq(name, "Tabgrid");
        assertEq(version, "1");
        assertEq(chainId, json.readUint(".chainId"));
        assertEq(at, address(escrow));
    }

    function test_voucher() public {
        uint128 amount = uint128(json.readUint(".voucher.amount"));
        address provider = json.readAddress(".provider");
        bytes memory signature = json.readBytes(".voucher.signature");
        assertEq(escrow.voucherDigest(jobId, provider, amount), json.readBytes32(".voucher.digest"));
        post();
        escrow.redeem(jobId, provider, amount, signature);
        assertEq(dollar.balanceOf(provider), amount);
    }

    function test_release() public {
        uint128 earned = uint128(json.readUint(".release.earned"));
        bytes memory signature = json.readBytes(".release.signature");
        assertEq(escrow.releaseDigest(jobId, earned), json.readBytes32(".release.digest"));
        post();
        vm.prank(json.readAddress(".client"));
        escrow.release(jobId, earned, signature);
        assertEq(dollar.balanceOf(address(escrow)), earned);
    }

    function test_attestation() public view {
        uint32 shard = uint32(json.readUint(".attestation.shardIndex"));
        bytes32 digest = json.readBytes32(".attestation.digest");
        assertEq(
            escrow.attestationHash(jobId, shard, digest), json.readBytes32(".attestation.hash")
        );
        assertTrue(
            escrow.verifyAttestation(
                jobId,
                shard,
                digest,
                json.readBytes32(".attestation.r"),
                json.readBytes32(".attestation.s"),
                json.readBytes32(".attestation.qx"),
                json.readBytes32(".attestation.qy")
            )
        );
    }

    /// @dev The file's client posts the file's job with a budget that covers both examples.
    function post() private {
        address client = json.readAddress(".client");
        dollar.faucetTo(client);
        uint128 budget = uint128(dollar.FAUCET_AMOUNT());
        vm.startPrank(client);
        dollar.approve(address(escrow), budget);
        escrow.post(
            IJobEscrow.Terms({
                specHash: json.readBytes32(".specHash"),
                operator: json.readAddress(".operator"),
                deadline: uint64(block.timestamp + 1),
                shards: 1,
                pricePerReplica: 1,
                budget: budget
            })
        );
        vm.stopPrank();
        assertEq(uint8(escrow.job(jobId).state), 1);
    }
}
