import type { Logger } from "../log.ts";
import { type Db, stakesBehind, stakesCaughtUp } from "../store/index.ts";
import type { Chain } from "./connectChain.ts";
import { blocksAtOnce, Places, stakesEvents } from "./readEvents.ts";
import { recordStakeEvent } from "./recordStakeEvent.ts";

export interface EarlierStakes {
	readonly db: Db;
	readonly chain: Chain;
	readonly startBlock: bigint;
	readonly log: Logger;
}

/**
 * Records the stakes' events up to the block that the escrow's were recorded to, where the grid has
 * begun to take stakes since (bindStakes). A crash or a reorganisation on the way does no harm: it
 * begins again, events count once, and what was read beyond the fork is rolled back with the escrow's.
 */
export async function readEarlierStakes(
	{ db, chain, startBlock, log }: EarlierStakes,
	cursor: bigint | undefined,
	signal: AbortSignal,
): Promise<void> {
	const { stakes, reader, operator, token } = chain;
	if (stakes === null || !(await stakesBehind(db))) return;
	const places = new Places(reader);
	let events = 0;
	for (let from = startBlock; cursor !== undefined && from <= cursor; from += blocksAtOnce) {
		signal.throwIfAborted();
		const last = from + blocksAtOnce - 1n;
		const logs = await stakesEvents(reader, stakes, from, last < cursor ? last : cursor);
		for (const event of logs) {
			const context = { operator, token, now: Date.now() };
			await recordStakeEvent(db, event, await places.of(event), context);
		}
		events += logs.length;
	}
	await stakesCaughtUp(db, stakes);
	if (cursor !== undefined)
		log.info({ events, to: String(cursor) }, "The stakes' earlier events are recorded.");
}
