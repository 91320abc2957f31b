import { TabgridError } from "@tabgrid/protocol";
import type { Hex } from "viem";
import { explainChain } from "./explainChain.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Sends a call to one of the grid's contracts and waits until it is in a block; answers the
 * transaction's hash.
 * @param to the contract's address.
 * @param data the call, ABI-encoded.
 * @throws TabgridError CHAIN_REFUSED with the contract's reason, UNAVAILABLE, STOPPED.
 */
export async function sendCall(
	{ account, reader, writer }: Wallet,
	to: Hex,
	data: Hex,
): Promise<Hex> {
	try {
		// Tried first: the node then says why it would fail, and nothing is spent on it.
		await reader.call({ account, to, data });
		const hash = await writer.sendTransaction({ account, chain: writer.chain, to, data });
		const { status } = await reader.waitForTransactionReceipt({ hash });
		if (status === "success") return hash;
		throw new TabgridError("CHAIN_REFUSED", `The chain refused the transaction ${hash}.`);
	} catch (error) {
		throw explainChain(error);
	}
}
