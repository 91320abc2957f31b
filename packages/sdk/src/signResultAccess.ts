import {
	type GridConfig,
	type JobId,
	type ResultAccess,
	resultAccessTypedData,
} from "@tabgrid/protocol";
import type { Wallet } from "./wallet.ts";

/**
 * Signs, as a job's client, that its results be told before the job settles; good for a day
 * (resultAccessMaxAgeMs). Costs nothing and asks no chain.
 */
export async function signResultAccess(
	{ account, writer }: Wallet,
	{ chainId, escrow }: Pick<GridConfig, "chainId" | "escrow">,
	jobId: JobId,
): Promise<ResultAccess> {
	const issuedAt = Date.now();
	const typedData = resultAccessTypedData({ chainId, escrow }, { jobId, issuedAt });
	return { issuedAt, signature: await writer.signTypedData({ account, ...typedData }) };
}
