import { type Address, TabgridError } from "@tabgrid/protocol";
import type { Db } from "./db.ts";

/**
 * Ties the database to one chain and escrow, at its first use.
 * @throws TabgridError CONFLICT when it holds the state of another.
 */
export async function bindChain(
	db: Db,
	chain: { readonly chainId: number; readonly escrow: Address },
): Promise<void> {
	await db.query(
		"insert into grid (chain_id, escrow) values ($1, $2) on conflict (one) do nothing",
		[chain.chainId, chain.escrow],
	);
	const [bound] = await db.query<{ chain_id: number; escrow: string }>(
		"select chain_id, escrow from grid",
	);
	if (bound?.chain_id === chain.chainId && bound.escrow === chain.escrow) return;
	throw new TabgridError(
		"CONFLICT",
		`The database holds the state of escrow ${bound?.escrow} on chain ${bound?.chain_id}, not of ${chain.escrow} on chain ${chain.chainId}: use another database, or the former configuration.`,
	);
}
