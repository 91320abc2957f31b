// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev Answers `false` instead of reverting while it is switched off, and moves nothing.
contract FalseToken is ERC20("False", "FALSE") {
    bool public off;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function turn(bool off_) external {
        off = off_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !off && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !off && super.transferFrom(from, to, amount);
    }
}
