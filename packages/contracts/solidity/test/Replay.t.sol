// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrow} from "../src/JobEscrow.sol";
import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

/// @dev What an operator signed for one job, one contract and one chain is good for nothing else.
contract ReplayTest is EscrowTest {
    bytes32 private jobId;
    bytes private signedVoucher;
    bytes private signedConsent;

    function setUp() public override {
        super.setUp();
        jobId = post();
        signedVoucher = voucher(jobId, provider, 3e6);
        signedConsent = consent(jobId, 0);
    }

    function test_not_for_another_job() public {
        refusedBy(escrow, post("another"));
    }

    function test_not_on_another_chain() public {
        vm.chainId(1);
        refusedBy(escrow, jobId);
    }

    function test_not_on_a_fork_of_the_same_chain_after_it_changed_its_id() public {
        vm.chainId(31337 + 1);
        assertNotEq(escrow.jobIdOf(client, SPEC), jobId);
        refusedBy(escrow, jobId);
    }

    function test_not_in_another_contract_even_under_the_same_job_id() public {
        JobEscrow second = deployEscrow(dollar);
        vm.startPrank(client);
        dollar.approve(address(second), type(uint256).max);
        bytes32 secondId = second.post(terms());
        vm.stopPrank();
        assertNotEq(secondId, jobId);
        refusedBy(second, secondId);
        // The same record under the first escrow's id: storage is copied, the address differs.
        vm.etch(address(second), address(escrow).code);
        copyJob(escrow, second);
        refusedBy(second, jobId);
    }

    function refusedBy(JobEscrow target, bytes32 id) private {
        vm.expectPartialRevert(JobEscrowErrors.BadOperatorSignature.selector);
        target.redeem(id, provider, 3e6, signedVoucher);
        vm.expectPartialRevert(JobEscrowErrors.BadOperatorSignature.selector);
        vm.prank(client);
        target.release(id, 0, signedConsent);
    }

    /// @dev Copies the five slots of the first escrow's job into another escrow's storage. OpenZeppelin's
    /// EIP712 keeps two fallback strings first, so the mapping of jobs is at slot 2.
    function copyJob(JobEscrow from, JobEscrow to) private {
        bytes32 slot = keccak256(abi.encode(jobId, uint256(2)));
        for (uint256 i = 0; i < 5; ++i) {
            bytes32 at = bytes32(uint256(slot) + i);
            vm.store(address(to), at, vm.load(address(from), at));
        }
        assertEq(to.job(jobId).client, client);
    }
}
