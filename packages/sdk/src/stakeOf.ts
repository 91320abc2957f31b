import { burnMultiple } from "@tabgrid/contracts";
import type { ProviderId } from "@tabgrid/protocol";
import type { Hex } from "viem";
import { explainChain } from "./explainChain.ts";
import { bytesOf, type StakesOf, stakesContract } from "./stakesContract.ts";
import type { Wallet } from "./wallet.ts";

/** What an owner has at stake for a provider, as the chain has it. Amounts are minor units. */
export interface Stake {
	/** All that can be burned, what is leaving included. */
	readonly amount: bigint;
	/** The part that notice was given for: it speaks for the provider no more. */
	readonly leaving: bigint;
	/** When what is leaving can be withdrawn, in epoch ms by the chain's clock; null while nothing is. */
	readonly leavesAt: number | null;
	/**
	 * The provider counts as staked in jobs whose price of a replica is at most this: what stays at
	 * stake is then 100 prices or more, which is what a lie burns.
	 */
	readonly covers: bigint;
}

/**
 * Reads what `owner` has at stake for a provider with the grid's operator.
 * @throws TabgridError CONFLICT where the grid takes no stakes, UNAVAILABLE, CHAIN_REFUSED.
 */
export async function stakeOf(
	{ reader }: Pick<Wallet, "reader">,
	config: StakesOf,
	providerId: ProviderId,
	owner: Hex,
): Promise<Stake> {
	const { amount, leaving, leavesAt } = await reader
		.readContract({
			...stakesContract(config),
			functionName: "stakeOf",
			args: [config.operator, bytesOf(providerId), owner],
		})
		.catch((error: unknown) => {
			throw explainChain(error);
		});
	return {
		amount,
		leaving,
		leavesAt: leavesAt === 0n ? null : Number(leavesAt) * 1_000,
		covers: (amount - leaving) / burnMultiple,
	};
}
