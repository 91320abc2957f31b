// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../src/IJobEscrow.sol";
import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobEscrowEvents} from "../src/JobEscrowEvents.sol";
import {EscrowTest} from "./support/EscrowTest.sol";
import {OperatorContract} from "./support/OperatorContract.sol";

contract RedeemTest is EscrowTest {
    bytes32 private jobId;

    function setUp() public override {
        super.setUp();
        jobId = post();
    }

    function test_a_provider_redeems_its_voucher() public {
        bytes memory signature = voucher(jobId, provider, 3e6);
        vm.expectEmit(address(escrow));
        emit JobEscrowEvents.VoucherRedeemed(jobId, provider, 3e6, 3e6, provider);
        vm.prank(provider);
        assertEq(escrow.redeem(jobId, provider, 3e6, signature), 3e6);
        assertEq(dollar.balanceOf(provider), 3e6);
        assertEq(escrow.redeemedOf(jobId, provider), 3e6);
        assertEq(escrow.job(jobId).redeemed, 3e6);
    }

    function test_a_relayer_redeems_but_the_provider_is_paid() public {
        redeem(jobId, provider, 3e6);
        assertEq(dollar.balanceOf(provider), 3e6);
        assertEq(dollar.balanceOf(relayer), 0);
    }

    function test_a_later_voucher_pays_only_the_difference() public {
        redeem(jobId, provider, 3e6);
        assertEq(redeem(jobId, provider, 5e6), 2e6);
        assertEq(dollar.balanceOf(provider), 5e6);
    }

    function test_a_voucher_pays_once() public {
        redeem(jobId, provider, 3e6);
        bytes memory signature = voucher(jobId, provider, 3e6);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.NothingToRedeem.selector, jobId, provider, 3e6, 3e6
            )
        );
        escrow.redeem(jobId, provider, 3e6, signature);
    }

    function test_an_older_voucher_pays_nothing_after_a_newer_one() public {
        redeem(jobId, provider, 5e6);
        bytes memory signature = voucher(jobId, provider, 3e6);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.NothingToRedeem.selector, jobId, provider, 3e6, 5e6
            )
        );
        escrow.redeem(jobId, provider, 3e6, signature);
    }

    function test_a_voucher_beyond_what_is_held_is_refused() public {
        redeem(jobId, other, BUDGET - 1e6);
        bytes memory signature = voucher(jobId, provider, 1e6 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.ReserveExceeded.selector, jobId, 1e6 + 1, 1e6)
        );
        escrow.redeem(jobId, provider, 1e6 + 1, signature);
    }

    function test_a_spent_budget_pays_no_more() public {
        redeem(jobId, other, BUDGET);
        bytes memory signature = voucher(jobId, provider, 1);
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.NothingToRedeem.selector, jobId, provider, 1, 0)
        );
        escrow.redeem(jobId, provider, 1, signature);
    }

    function test_only_the_jobs_operator_signs_vouchers() public {
        (address stranger, uint256 key) = makeAddrAndKey("stranger");
        assertNotEq(stranger, operator);
        bytes32 digest = escrow.voucherDigest(jobId, provider, 3e6);
        refused(sign(key, digest), 3e6);
    }

    function test_a_voucher_does_not_hold_for_another_amount() public {
        refused(voucher(jobId, provider, 3e6), 4e6);
    }

    function test_a_voucher_does_not_hold_for_another_provider() public {
        refused(voucher(jobId, other, 3e6), 3e6);
    }

    function test_a_broken_signature_is_refused() public {
        refused(hex"", 3e6);
        refused(new bytes(65), 3e6);
        refused(hex"1234", 3e6);
    }

    function test_an_unknown_job_pays_nothing() public {
        bytes memory signature = voucher(ROOT, provider, 1);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.UnknownJob.selector, ROOT));
        escrow.redeem(ROOT, provider, 1, signature);
    }

    function test_a_contract_can_be_the_operator() public {
        IJobEscrow.Terms memory t = terms();
        t.operator = address(new OperatorContract(operator));
        t.specHash = keccak256("by a contract");
        vm.prank(client);
        jobId = escrow.post(t);

        redeem(jobId, provider, 3e6);
        assertEq(dollar.balanceOf(provider), 3e6);
        (, uint256 key) = makeAddrAndKey("stranger");
        bytes32 digest = escrow.voucherDigest(jobId, provider, 4e6);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.BadOperatorSignature.selector, jobId, t.operator, digest
            )
        );
        escrow.redeem(jobId, provider, 4e6, sign(key, digest));
    }

    function test_a_key_whose_account_runs_code_can_still_sign() public {
        vm.etch(operator, hex"ef01000000000000000000000000000000000000000001");
        assertEq(redeem(jobId, provider, 3e6), 3e6);
    }

    function testFuzz_any_rising_vouchers_pay_what_the_last_one_says(uint120[8] memory amounts)
        public
    {
        uint128 paid;
        for (uint256 i = 0; i < amounts.length; ++i) {
            uint128 amount = uint128(bound(amounts[i], 1, BUDGET));
            if (amount <= paid) continue;
            assertEq(redeem(jobId, provider, amount), amount - paid);
            paid = amount;
        }
        assertEq(dollar.balanceOf(provider), paid);
        assertEq(dollar.balanceOf(address(escrow)), BUDGET - paid);
    }

    function refused(bytes memory signature, uint128 amount) private {
        bytes32 digest = escrow.voucherDigest(jobId, provider, amount);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.BadOperatorSignature.selector, jobId, operator, digest
            )
        );
        escrow.redeem(jobId, provider, amount, signature);
    }
}
