import { jobEscrowAbi, providerStakesAbi } from "@tabgrid/contracts";
import type { EventPlace } from "../store/index.ts";
import type { Chain } from "./connectChain.ts";
import type { EscrowLog } from "./recordEvent.ts";
import type { StakesLog } from "./recordStakeEvent.ts";

/** Blocks asked for in one request; nodes refuse much larger ranges. */
export const blocksAtOnce = 2_000n;

type Reader = Chain["reader"];

/** The escrow's events of some blocks, in order. */
export async function escrowEvents(
	{ reader, escrow }: Chain,
	fromBlock: bigint,
	toBlock: bigint,
): Promise<readonly EscrowLog[]> {
	const logs = await reader.getContractEvents({
		address: escrow,
		abi: jobEscrowAbi,
		fromBlock,
		toBlock,
		strict: true,
	});
	return logs;
}

/** The stakes' events of some blocks, in order; of all operators. */
export async function stakesEvents(
	reader: Reader,
	stakes: NonNullable<Chain["stakes"]>,
	fromBlock: bigint,
	toBlock: bigint,
): Promise<readonly StakesLog[]> {
	const logs = await reader.getContractEvents({
		address: stakes,
		abi: providerStakesAbi,
		fromBlock,
		toBlock,
		strict: true,
	});
	return logs;
}

/** Tells events' places, asking for each block's time once. */
export class Places {
	readonly #reader: Reader;
	readonly #times = new Map<bigint, number>();

	constructor(reader: Reader) {
		this.#reader = reader;
	}

	async of(event: EscrowLog | StakesLog): Promise<EventPlace> {
		const { blockNumber, blockHash, logIndex, transactionHash: txHash } = event;
		return { txHash, logIndex, blockNumber, blockHash, at: await this.#timeOf(blockNumber) };
	}

	async #timeOf(blockNumber: bigint): Promise<number> {
		const known = this.#times.get(blockNumber);
		if (known !== undefined) return known;
		const { timestamp } = await this.#reader.getBlock({ blockNumber });
		const at = Number(timestamp) * 1_000;
		this.#times.set(blockNumber, at);
		return at;
	}
}
