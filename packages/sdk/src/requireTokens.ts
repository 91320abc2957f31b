import { type GridConfig, type JobSpec, TabgridError, worstCaseCost } from "@tabgrid/protocol";
import { formatUnits } from "viem";
import { balanceOf } from "./escrow.ts";
import { explainChain } from "./explainChain.ts";
import type { MatcherApi } from "./MatcherApi.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Looks whether the wallet has `needed` minor units, before it is asked to sign anything.
 * @param why what needs them: a sentence that the amount ends.
 * @throws TabgridError CHAIN_REFUSED when it has less, UNAVAILABLE.
 */
export async function requireTokens(
	wallet: Wallet,
	token: GridConfig["token"],
	needed: bigint,
	why: string,
): Promise<void> {
	const { address } = wallet.account;
	const has = await balanceOf(wallet, { token: token.address }, address).catch((error: unknown) => {
		throw explainChain(error);
	});
	if (has >= needed) return;
	const amount = (units: bigint) => `${formatUnits(units, token.decimals)} ${token.symbol}`;
	throw new TabgridError(
		"CHAIN_REFUSED",
		`The wallet ${address} has ${amount(has)}; ${why} ${amount(needed)}.`,
		{ details: { has: String(has), needs: String(needed) } },
	);
}

/**
 * Looks whether the wallet has what a job of these terms may cost, before anything is uploaded for it.
 * @throws TabgridError CHAIN_REFUSED when it has less, UNAVAILABLE.
 */
export async function requireFunds(
	api: MatcherApi,
	wallet: Wallet,
	job: Pick<JobSpec, "shards" | "policy" | "pricePerReplica">,
): Promise<void> {
	const { token } = await api.config();
	await requireTokens(wallet, token, worstCaseCost(job), "the job may cost");
}
