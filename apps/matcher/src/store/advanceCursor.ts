import type { Db, Queries } from "./db.ts";

/** A block, by height and hash (0x hex). */
export interface ChainBlock {
	readonly blockNumber: bigint;
	readonly blockHash: string;
}

/** How many blocks are remembered: the deepest reorganisation that is noticed. */
const remembered = 256;

/** Remembers that all events up to and with this block are recorded. */
export async function advanceCursor(db: Db, block: ChainBlock): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.query(
			`insert into chain_cursor (block_number, block_hash) values ($1, $2)
			 on conflict (block_number) do update set block_hash = excluded.block_hash`,
			[block.blockNumber.toString(), block.blockHash],
		);
		await tx.query(
			`delete from chain_cursor where block_number < (
			 	select block_number from chain_cursor order by block_number desc offset $1 limit 1
			 )`,
			[remembered - 1],
		);
	});
}

/** The blocks that the cursor stood at, newest first: to go on from, and to find where a
 * reorganisation began. */
export async function recentBlocks(db: Queries): Promise<ChainBlock[]> {
	const rows = await db.query<{ block_number: string; block_hash: string }>(
		"select block_number::text as block_number, block_hash from chain_cursor order by chain_cursor.block_number desc",
	);
	return rows.map((row) => ({
		blockNumber: BigInt(row.block_number),
		blockHash: row.block_hash,
	}));
}
