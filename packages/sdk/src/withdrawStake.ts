import type { ProviderId } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex, parseEventLogs } from "viem";
import { explainChain } from "./explainChain.ts";
import { sendCall } from "./sendCall.ts";
import { bytesOf, type StakesOf, stakesContract } from "./stakesContract.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Takes back what is leaving, once its notice is over. Answers the transaction and what the wallet
 * received, in minor units.
 * @throws TabgridError CHAIN_REFUSED when nothing is leaving or the notice isn't over, CONFLICT where
 * the grid takes no stakes, UNAVAILABLE, STOPPED.
 */
export async function withdrawStake(
	wallet: Wallet,
	config: StakesOf,
	providerId: ProviderId,
): Promise<{ readonly tx: Hex; readonly withdrawn: bigint }> {
	const { address, abi } = stakesContract(config);
	const args = [config.operator, bytesOf(providerId)] as const;
	const data = encodeFunctionData({ abi, functionName: "withdraw", args });
	const tx = await sendCall(wallet, address, data);
	// A burn may have come in between, so the chain is asked and not an earlier reading.
	const { logs } = await wallet.reader
		.getTransactionReceipt({ hash: tx })
		.catch((error: unknown) => {
			throw explainChain(error);
		});
	const [told] = parseEventLogs({ abi, logs, eventName: "StakeWithdrawn" });
	return { tx, withdrawn: told?.args.withdrawn ?? 0n };
}
