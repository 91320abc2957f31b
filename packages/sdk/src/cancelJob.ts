import { EscrowJobState, jobEscrowAbi } from "@tabgrid/contracts";
import { cancelTypedData, type GridConfig, type JobId, type JobState } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import { hexOf, readEscrowJob } from "./escrow.ts";
import { explainChain } from "./explainChain.ts";
import type { MatcherApi } from "./MatcherApi.ts";
import { sendCall } from "./sendCall.ts";
import type { Wallet } from "./wallet.ts";

/** What became of a job that its client cancelled. */
export interface CancelledJob {
	readonly state: JobState;
	/** What providers had earned by then and are paid, in minor units. */
	readonly earned: bigint;
	/** The transaction that brought the rest back; null where none was needed: a draft, or done before. */
	readonly tx: Hex | null;
}

/**
 * Cancels a job as its client: signs that it be stopped, and closes its escrow with the operator's consent,
 * which pays what was earned and returns the rest. Doing it again after an interruption goes on.
 * @throws TabgridError BAD_SIGNATURE when it is another client's, JOB_NOT_OPEN when it is being settled or is
 * over, NOT_FOUND, CHAIN_REFUSED, UNAVAILABLE, STOPPED.
 */
export async function cancelJob(
	api: MatcherApi,
	wallet: Wallet,
	{ chainId, escrow }: Pick<GridConfig, "chainId" | "escrow">,
	jobId: JobId,
): Promise<CancelledJob> {
	const issuedAt = Date.now();
	const typedData = cancelTypedData({ chainId, escrow }, { jobId, issuedAt });
	const signature = await wallet.writer
		.signTypedData({ account: wallet.account, ...typedData })
		.catch((error: unknown) => {
			throw explainChain(error);
		});
	const { state, release } = await api.cancelJob(jobId, { issuedAt, signature });
	// A draft, or closed before.
	if (release === null) return { state, earned: BigInt((await api.job(jobId)).earned), tx: null };
	const earned = BigInt(release.earned);
	const { state: held } = await readEscrowJob(wallet, { escrow }, jobId).catch((error: unknown) => {
		throw explainChain(error);
	});
	if (held !== EscrowJobState.Open && held !== EscrowJobState.Cancelling)
		return { state, earned, tx: null };
	const data = encodeFunctionData({
		abi: jobEscrowAbi,
		functionName: "release",
		args: [hexOf(jobId), earned, release.signature],
	});
	return { state, earned, tx: await sendCall(wallet, escrow, data) };
}
