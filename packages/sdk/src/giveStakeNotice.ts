import type { ProviderId } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import { sendCall } from "./sendCall.ts";
import { bytesOf, type StakesOf, stakesContract } from "./stakesContract.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Gives notice for `amount` minor units of the wallet's stake: they speak for the provider no more,
 * can be withdrawn seven days later, and can be burned until they are. Notice for more begins the
 * seven days anew for all that is leaving. Answers the transaction.
 * @throws TabgridError CHAIN_REFUSED when less is at stake, CONFLICT where the grid takes no stakes,
 * UNAVAILABLE, STOPPED.
 */
export async function giveStakeNotice(
	wallet: Wallet,
	config: StakesOf,
	providerId: ProviderId,
	amount: bigint,
): Promise<Hex> {
	const { address, abi } = stakesContract(config);
	const args = [config.operator, bytesOf(providerId), amount] as const;
	return await sendCall(
		wallet,
		address,
		encodeFunctionData({ abi, functionName: "giveNotice", args }),
	);
}
