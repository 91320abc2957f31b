import { type JobSpec, TabgridError } from "@tabgrid/protocol";
import { type LocalWallet, requireFunds as requireTokens } from "@tabgrid/sdk";
import type { Connection } from "../connect.ts";

/**
 * Looks whether the wallet can pay a job's worst case, before anything is asked or uploaded.
 * @throws TabgridError CHAIN_REFUSED with what it has and what it takes.
 */
export async function requireFunds(
	{ api, config }: Connection,
	wallet: LocalWallet,
	spec: JobSpec,
): Promise<void> {
	try {
		await requireTokens(api, wallet, spec);
	} catch (error) {
		if (!(error instanceof TabgridError) || error.code !== "CHAIN_REFUSED") throw error;
		const way = config.devnet
			? "tabgrid faucet gives it test dollars."
			: "Send it more, or lower --price or --max-replicas.";
		throw new TabgridError(error.code, `${error.message} ${way}`, { cause: error });
	}
}
