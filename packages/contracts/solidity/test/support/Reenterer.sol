// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {HookToken, ITransferHook} from "./HookToken.sol";

/// @dev A client or provider that calls the escrow again while it is being paid or is paying.
contract Reenterer is ITransferHook {
    address private immutable escrow;
    bytes[] private calls;

    /// @notice What the escrow answered to each call that was made from inside a transfer.
    bytes[] public answers;
    uint256 public successes;

    constructor(HookToken token, address escrow_) {
        escrow = escrow_;
        token.approve(escrow_, type(uint256).max);
        token.hook(true);
    }

    function plan(bytes[] memory calls_) external {
        delete answers;
        calls = calls_;
    }

    function run(bytes calldata call) external {
        (bool ok, bytes memory answer) = escrow.call(call);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function onTransfer() external {
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool ok, bytes memory answer) = escrow.call(calls[i]);
            if (ok) ++successes;
            answers.push(answer);
        }
    }

    function answerCount() external view returns (uint256) {
        return answers.length;
    }
}
