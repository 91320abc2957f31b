// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

interface ITransferHook {
    function onTransfer() external;
}

/// @dev Calls sender and receiver on every transfer, as ERC-777 does, when they are contracts that
/// asked for it.
contract HookToken is ERC20("Hook", "HOOK") {
    mapping(address => bool) public hooked;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function hook(bool on) external {
        hooked[msg.sender] = on;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (hooked[from]) ITransferHook(from).onTransfer();
        super._update(from, to, amount);
        if (hooked[to]) ITransferHook(to).onTransfer();
    }
}
