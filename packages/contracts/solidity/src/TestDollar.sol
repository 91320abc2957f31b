// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title TestDollar: play money for a local chain, with permit and a faucet for everyone
/// @notice Worth nothing anywhere. It can't be deployed to a chain where somebody could think it is.
contract TestDollar is ERC20, ERC20Permit {
    /// @notice What one faucet call mints: 1,000 tUSD, in minor units of 6 decimals.
    uint256 public constant FAUCET_AMOUNT = 1_000e6;

    /// @notice The chain is not a local development chain (31337 or 1337).
    error DevnetOnly(uint256 chainId);

    constructor() ERC20("Test Dollar", "tUSD") ERC20Permit("Test Dollar") {
        require(block.chainid == 31337 || block.chainid == 1337, DevnetOnly(block.chainid));
    }

    /// @notice Mints {FAUCET_AMOUNT} to the caller.
    function faucet() external {
        _mint(msg.sender, FAUCET_AMOUNT);
    }

    /// @notice Mints {FAUCET_AMOUNT} to `to`.
    function faucetTo(address to) external {
        _mint(to, FAUCET_AMOUNT);
    }

    /// @inheritdoc ERC20
    function decimals() public pure override returns (uint8) {
        return 6;
    }
}
