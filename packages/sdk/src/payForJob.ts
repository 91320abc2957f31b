import { jobEscrowAbi } from "@tabgrid/contracts";
import { TabgridError, worstCaseCost } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import type { Draft } from "./draftJob.ts";
import { balanceOf, hexOf } from "./escrow.ts";
import { explainChain } from "./explainChain.ts";
import type { MatcherApi } from "./MatcherApi.ts";
import { sendToEscrow } from "./sendToEscrow.ts";
import { signPermit } from "./signPermit.ts";
import type { Wallet } from "./wallet.ts";

/**
 * Pays a draft's worst case into the escrow: one permit, one transaction. Answers the transaction.
 * @throws TabgridError CHAIN_REFUSED when the wallet has too little or the escrow refuses, a job that
 * was paid for before included; CONFLICT when the matcher asks for more than the spec's worst case.
 */
export async function payForJob(
	api: MatcherApi,
	wallet: Wallet,
	{ spec, terms }: Pick<Draft, "spec" | "terms">,
): Promise<Hex> {
	const { token } = await api.config();
	const contracts = { escrow: spec.escrow, token: token.address };
	const budget = BigInt(terms.budget);
	if (budget > worstCaseCost(spec))
		throw new TabgridError("CONFLICT", "The matcher asks for more than the job can cost.");
	const { address } = wallet.account;
	const has = await balanceOf(wallet, contracts, address).catch((error: unknown) => {
		throw explainChain(error);
	});
	if (has < budget)
		throw new TabgridError(
			"CHAIN_REFUSED",
			`The wallet ${address} has ${has} minor units of ${token.symbol}; the job may cost ${budget}.`,
			{ details: { has: String(has), needs: String(budget) } },
		);
	const permit = await signPermit(wallet, contracts, budget).catch((error: unknown) => {
		throw explainChain(error);
	});
	const data = encodeFunctionData({
		abi: jobEscrowAbi,
		functionName: "postWithPermit",
		args: [
			{
				specHash: hexOf(terms.specHash),
				operator: terms.operator,
				deadline: BigInt(terms.deadline),
				shards: terms.shards,
				pricePerReplica: BigInt(terms.pricePerReplica),
				budget,
			},
			permit.deadline,
			permit.v,
			permit.r,
			permit.s,
		],
	});
	return sendToEscrow(wallet, spec.escrow, data);
}
