import type { GridConfig, ProviderId } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import { requireTokens } from "./requireTokens.ts";
import { sendCall } from "./sendCall.ts";
import { signPermit } from "./signPermit.ts";
import { bytesOf, type StakesOf, stakesContract } from "./stakesContract.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Puts `amount` minor units more at stake for a provider: one permit, one transaction. Answers the
 * transaction. What is at stake is burned, 100 prices of a replica at a time, for results that the
 * provider signed and that were found wrong; it comes back by {@link giveStakeNotice} and
 * {@link withdrawStake} only.
 * @throws TabgridError CHAIN_REFUSED when the wallet has too little or the contract refuses, CONFLICT
 * where the grid takes no stakes, STOPPED when the wallet's owner refuses, UNAVAILABLE.
 */
export async function addStake(
	wallet: Wallet,
	config: StakesOf & Pick<GridConfig, "token">,
	providerId: ProviderId,
	amount: bigint,
): Promise<Hex> {
	const { address, abi } = stakesContract(config);
	const { token } = config;
	await requireTokens(wallet, token, amount, "the stake takes");
	const { deadline, v, r, s } = await signPermit(wallet, {
		token: token.address,
		spender: address,
		value: amount,
	});
	const data = encodeFunctionData({
		abi,
		functionName: "stakeWithPermit",
		args: [config.operator, bytesOf(providerId), amount, deadline, v, r, s],
	});
	return sendCall(wallet, address, data);
}
