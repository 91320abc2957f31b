// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IJobEscrow} from "../../src/IJobEscrow.sol";
import {JobEscrow} from "../../src/JobEscrow.sol";
import {ProviderStakes} from "../../src/ProviderStakes.sol";
import {TestDollar} from "../../src/TestDollar.sol";

/// @dev Deploys by artifact. With `new`, each test contract would carry these contracts' code and the
/// compiler would make it anew for each of them, which took half of the time that coverage takes.
abstract contract DeploysEscrow is Test {
    function deployDollar() internal returns (TestDollar) {
        return TestDollar(deployCode("TestDollar.sol:TestDollar"));
    }

    function deployEscrow(IERC20 token) internal returns (JobEscrow) {
        return JobEscrow(deployCode("JobEscrow.sol:JobEscrow", abi.encode(token)));
    }

    function deployStakes(IJobEscrow escrow) internal returns (ProviderStakes) {
        return ProviderStakes(deployCode("ProviderStakes.sol:ProviderStakes", abi.encode(escrow)));
    }
}
