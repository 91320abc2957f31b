import { jobEscrowAbi } from "@tabgrid/contracts";
import { TabgridError, worstCaseCost } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import type { Draft } from "./draftJob.ts";
import { hexOf } from "./escrow.ts";
import type { MatcherApi } from "./MatcherApi.ts";
import { requireTokens } from "./requireTokens.ts";
import { sendCall } from "./sendCall.ts";
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
	const budget = BigInt(terms.budget);
	if (budget > worstCaseCost(spec))
		throw new TabgridError("CONFLICT", "The matcher asks for more than the job can cost.");
	await requireTokens(wallet, token, budget, "the job may cost");
	const permit = await signPermit(wallet, {
		token: token.address,
		spender: spec.escrow,
		value: budget,
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
	return sendCall(wallet, spec.escrow, data);
}
