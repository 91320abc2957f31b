// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../src/IJobEscrow.sol";
import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract RedeemManyTest is EscrowTest {
    bytes32 private first;
    bytes32 private second;

    function setUp() public override {
        super.setUp();
        first = post("first");
        second = post("second");
    }

    function test_one_transaction_redeems_vouchers_of_several_jobs_and_providers() public {
        vm.prank(relayer);
        assertEq(escrow.redeemMany(batch()), 9e6);
        assertEq(dollar.balanceOf(provider), 5e6);
        assertEq(dollar.balanceOf(other), 4e6);
    }

    function test_a_voucher_that_was_redeemed_first_does_not_spoil_the_batch() public {
        redeem(second, provider, 3e6);
        assertEq(escrow.redeemMany(batch()), 6e6);
        assertEq(dollar.balanceOf(provider), 5e6);
    }

    function test_a_job_that_holds_nothing_does_not_spoil_the_batch() public {
        vm.prank(client);
        escrow.requestCancel(second);
        vm.warp(block.timestamp + escrow.NOTICE_PERIOD());
        escrow.finishCancel(second);
        assertEq(escrow.redeemMany(batch()), 6e6);
    }

    function test_a_voucher_twice_in_a_batch_pays_once() public {
        IJobEscrow.Redemption[] memory twice = new IJobEscrow.Redemption[](2);
        twice[0] = batch()[0];
        twice[1] = batch()[0];
        assertEq(escrow.redeemMany(twice), 2e6);
    }

    function test_a_batch_that_pays_nothing_is_refused() public {
        escrow.redeemMany(batch());
        IJobEscrow.Redemption[] memory again = batch();
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.NothingToRedeemInBatch.selector, 3));
        escrow.redeemMany(again);
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.NothingToRedeemInBatch.selector, 0));
        escrow.redeemMany(new IJobEscrow.Redemption[](0));
    }

    function test_one_forged_voucher_refuses_the_whole_batch() public {
        IJobEscrow.Redemption[] memory forged = batch();
        forged[1].amount += 1;
        bytes32 digest = escrow.voucherDigest(first, other, forged[1].amount);
        vm.expectRevert(
            abi.encodeWithSelector(
                JobEscrowErrors.BadOperatorSignature.selector, first, operator, digest
            )
        );
        escrow.redeemMany(forged);
    }

    function batch() private view returns (IJobEscrow.Redemption[] memory list) {
        list = new IJobEscrow.Redemption[](3);
        list[0] = one(first, provider, 2e6);
        list[1] = one(first, other, 4e6);
        list[2] = one(second, provider, 3e6);
    }

    function one(bytes32 jobId, address to, uint128 amount)
        private
        view
        returns (IJobEscrow.Redemption memory)
    {
        return IJobEscrow.Redemption(jobId, to, amount, voucher(jobId, to, amount));
    }
}
