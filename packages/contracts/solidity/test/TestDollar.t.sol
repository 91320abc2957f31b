// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TestDollar} from "../src/TestDollar.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract TestDollarTest is EscrowTest {
    function test_it_looks_like_a_dollar_token() public view {
        assertEq(dollar.symbol(), "tUSD");
        assertEq(dollar.decimals(), 6);
        assertEq(dollar.FAUCET_AMOUNT(), 1_000 * 10 ** dollar.decimals());
    }

    function test_the_faucet_gives_a_thousand_a_call() public {
        vm.prank(provider);
        dollar.faucet();
        dollar.faucetTo(provider);
        assertEq(dollar.balanceOf(provider), 2 * dollar.FAUCET_AMOUNT());
    }

    function test_it_deploys_on_both_usual_local_chain_ids() public {
        vm.chainId(1337);
        assertEq(new TestDollar().totalSupply(), 0);
    }

    function test_it_refuses_every_other_chain() public {
        vm.chainId(1);
        vm.expectRevert(abi.encodeWithSelector(TestDollar.DevnetOnly.selector, 1));
        new TestDollar();
    }
}
