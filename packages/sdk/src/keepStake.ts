import type { ProviderId } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import { sendCall } from "./sendCall.ts";
import { bytesOf, type StakesOf, stakesContract } from "./stakesContract.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Takes the wallet's notice back: all that was leaving stays at stake. Answers the transaction.
 * @throws TabgridError CHAIN_REFUSED when nothing is leaving, CONFLICT where the grid takes no stakes,
 * UNAVAILABLE, STOPPED.
 */
export async function keepStake(
	wallet: Wallet,
	config: StakesOf,
	providerId: ProviderId,
): Promise<Hex> {
	const { address, abi } = stakesContract(config);
	const args = [config.operator, bytesOf(providerId)] as const;
	return await sendCall(wallet, address, encodeFunctionData({ abi, functionName: "stay", args }));
}
