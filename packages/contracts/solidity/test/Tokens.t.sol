// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {JobEscrowErrors} from "../src/JobEscrowErrors.sol";
import {JobState} from "../src/JobState.sol";
import {EscrowTest} from "./support/EscrowTest.sol";
import {FalseToken} from "./support/FalseToken.sol";
import {FeeToken} from "./support/FeeToken.sol";
import {SilentToken} from "./support/SilentToken.sol";

/// @dev Tokens that do not behave as ERC-20 says.
contract TokensTest is EscrowTest {
    function test_a_token_that_takes_a_fee_is_refused() public {
        FeeToken fee = new FeeToken();
        fee.mint(client, BUDGET);
        over(address(fee));
        uint256 received = BUDGET - BUDGET / 100;
        vm.expectRevert(
            abi.encodeWithSelector(JobEscrowErrors.WrongAmountReceived.selector, BUDGET, received)
        );
        vm.prank(client);
        escrow.post(terms());
    }

    function test_a_deposit_that_answers_false_is_refused() public {
        FalseToken token = new FalseToken();
        token.mint(client, BUDGET);
        over(address(token));
        token.turn(true);
        vm.expectRevert(
            abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token))
        );
        vm.prank(client);
        escrow.post(terms());
    }

    function test_a_payment_that_answers_false_changes_nothing_and_can_be_repeated() public {
        FalseToken token = new FalseToken();
        token.mint(client, BUDGET);
        over(address(token));
        bytes32 jobId = post();
        bytes memory signature = voucher(jobId, provider, 3e6);

        token.turn(true);
        vm.expectRevert(
            abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token))
        );
        escrow.redeem(jobId, provider, 3e6, signature);
        vm.expectRevert(
            abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token))
        );
        vm.prank(operator);
        escrow.settle(jobId, ROOT, 3e6);
        assertState(jobId, JobState.Open);

        token.turn(false);
        settle(jobId, 3e6);
        escrow.redeem(jobId, provider, 3e6, signature);
        assertEq(token.balanceOf(provider), 3e6);
        assertEq(token.balanceOf(client), BUDGET - 3e6);
    }

    function test_a_token_that_returns_nothing_works() public {
        SilentToken token = new SilentToken();
        token.mint(client, BUDGET);
        over(address(token));
        bytes32 jobId = post();
        redeem(jobId, provider, 3e6);
        settle(jobId, 3e6);
        assertEq(token.balanceOf(provider), 3e6);
        assertEq(token.balanceOf(client), BUDGET - 3e6);
    }

    function test_a_token_without_permit_needs_the_allowance() public {
        SilentToken token = new SilentToken();
        token.mint(client, BUDGET);
        over(address(token));
        vm.prank(client);
        assertState(escrow.postWithPermit(terms(), 0, 0, 0, 0), JobState.Open);

        address poor = makeAddr("poor");
        vm.expectRevert(abi.encodeWithSelector(JobEscrowErrors.PermitRefused.selector, 0, BUDGET));
        vm.prank(poor);
        escrow.postWithPermit(terms(), 0, 0, 0, 0);
    }

    /// @dev Puts the escrow over another token, with the client's allowance.
    function over(address token) private {
        escrow = deployEscrow(IERC20(token));
        vm.prank(client);
        SilentToken(token).approve(address(escrow), type(uint256).max);
    }
}
