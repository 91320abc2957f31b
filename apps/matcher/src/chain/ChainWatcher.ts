import { JobId, TabgridError } from "@tabgrid/protocol";
import { BlockNotFoundError } from "viem";
import type { Announcements } from "../announcements.ts";
import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { pause } from "../pause.ts";
import { advanceCursor, type Db, recentBlocks, rollbackChain } from "../store/index.ts";
import type { Chain } from "./connectChain.ts";
import { readEarlierStakes } from "./readEarlierStakes.ts";
import { blocksAtOnce, escrowEvents, Places, stakesEvents } from "./readEvents.ts";
import { type EscrowLog, recordEvent } from "./recordEvent.ts";
import { recordStakeEvent, type StakesLog } from "./recordStakeEvent.ts";

const longestBackoffMs = 10_000;

export interface ChainWatcherParts {
	readonly db: Db;
	readonly chain: Chain;
	readonly config: Config["chain"];
	readonly announce: Announcements;
	/** Told after events were recorded: jobs may start or end. */
	readonly recorded: () => void;
	readonly log: Logger;
	readonly metrics: Metrics;
}

/**
 * Follows the escrow's and the stakes' events from where the store's cursor stands, behind `confirmations` blocks. A
 * reorganisation is found by the stored hashes of earlier cursors and rolled back in the store.
 */
export class ChainWatcher {
	readonly #parts: ChainWatcherParts;
	readonly #stop = new AbortController();
	#running: Promise<void> | undefined;
	#healthy = true;
	#stakesRead = false;

	constructor(parts: ChainWatcherParts) {
		this.#parts = { ...parts, log: parts.log.child({ part: "chain" }) };
	}

	/** Whether the last look at the chain succeeded. */
	get healthy(): boolean {
		return this.#healthy;
	}

	start(): void {
		this.#running ??= this.#run();
	}

	/** Resolves when the look in progress has ended. */
	async close(): Promise<void> {
		this.#stop.abort();
		await this.#running;
	}

	async #run(): Promise<void> {
		const { signal } = this.#stop;
		let backoff = 0;
		while (!signal.aborted) {
			try {
				while (!signal.aborted && (await this.look()));
				if (!this.#healthy) this.#parts.log.info("The chain's node answers again.");
				this.#healthy = true;
				backoff = 0;
			} catch (err) {
				if (signal.aborted) return;
				if (this.#healthy)
					this.#parts.log.error({ err }, "The chain could not be read; trying again.");
				this.#healthy = false;
				backoff = Math.min(longestBackoffMs, Math.max(250, backoff * 2));
			}
			await pause(this.#parts.config.pollMs + backoff, signal);
		}
	}

	/** Records the next blocks' events. Answers whether there is more at once. */
	async look(): Promise<boolean> {
		const { db, chain, config, metrics } = this.#parts;
		const cursor = await this.#cursor();
		await this.#catchUpStakes(cursor);
		const head = await chain.reader.getBlockNumber();
		const confirmed = head - BigInt(config.confirmations);
		const from = cursor === undefined ? config.startBlock : cursor + 1n;
		if (confirmed < from) return false;
		const to = from + blocksAtOnce - 1n < confirmed ? from + blocksAtOnce - 1n : confirmed;
		const last = await chain.reader.getBlock({ blockNumber: to });
		const [logs, stakes] = await Promise.all([
			escrowEvents(chain, from, to),
			chain.stakes === null ? [] : stakesEvents(chain.reader, chain.stakes, from, to),
		]);
		// A reorganisation in between would mix two histories: look again from the start then.
		const again = await chain.reader.getBlock({ blockNumber: to });
		if (again.hash !== last.hash) return true;

		await this.#record(logs, stakes);
		await advanceCursor(db, { blockNumber: to, blockHash: last.hash });
		metrics.chainHead.set(Number(to));
		if (logs.length + stakes.length > 0) this.#parts.recorded();
		return to < confirmed;
	}

	async #record(logs: readonly EscrowLog[], stakes: readonly StakesLog[]): Promise<void> {
		const { db, chain, log } = this.#parts;
		const { operator, token } = chain;
		const places = new Places(chain.reader);
		for (const event of logs) {
			const place = await places.of(event);
			const context = { operator, now: Date.now() };
			this.#voided(await recordEvent(db, event, place, context), "The job has ended.");
			this.#changed("jobId" in event.args ? event.args.jobId : undefined);
			log.info({ event: event.eventName, args: event.args, txHash: place.txHash }, "Recorded.");
		}
		for (const event of stakes) {
			const place = await places.of(event);
			const jobId = await recordStakeEvent(db, event, place, { operator, token, now: Date.now() });
			if (jobId !== undefined) this.#parts.announce.jobChanged(jobId);
			log.info({ event: event.eventName, args: event.args, txHash: place.txHash }, "Recorded.");
		}
	}

	async #catchUpStakes(cursor: bigint | undefined): Promise<void> {
		if (this.#stakesRead) return;
		const { db, chain, config, log } = this.#parts;
		const { startBlock } = config;
		await readEarlierStakes({ db, chain, startBlock, log }, cursor, this.#stop.signal);
		this.#stakesRead = true;
	}

	/** The newest block recorded that is still on the chain, after rolling back what isn't. */
	async #cursor(): Promise<bigint | undefined> {
		const { db, config, log } = this.#parts;
		const blocks = await recentBlocks(db);
		const kept = await this.#firstOnChain(blocks);
		const newest = blocks[0];
		if (newest === undefined || kept === newest) return newest?.blockNumber;
		if (kept === undefined && !config.devnet)
			throw new TabgridError(
				"WRONG_CHAIN",
				"None of the recorded blocks is on this chain: RPC_URL serves another chain than the one this database was built on, or a node that isn't in step. Nothing is changed.",
			);
		const from = kept === undefined ? config.startBlock : kept.blockNumber + 1n;
		const facts = { cursor: String(newest.blockNumber), from: String(from) };
		if (kept === undefined)
			log.warn(facts, "The devnet was reset: jobs posted on the old chain are drafts again.");
		else log.warn(facts, "The chain was reorganised: events are rolled back.");
		const { jobs, revoked } = await rollbackChain(db, from, Date.now());
		this.#voided(revoked, "The chain was reorganised; the job is not paid for any more.");
		for (const jobId of jobs) this.#changed(jobId);
		this.#parts.recorded();
		return kept?.blockNumber;
	}

	async #firstOnChain<B extends { blockNumber: bigint; blockHash: string }>(
		blocks: readonly B[],
	): Promise<B | undefined> {
		for (const block of blocks)
			if ((await this.#hashAt(block.blockNumber)) === block.blockHash) return block;
		return undefined;
	}

	/** The hash of the block at a height; undefined above the head. */
	async #hashAt(blockNumber: bigint): Promise<string | undefined> {
		try {
			return (await this.#parts.chain.reader.getBlock({ blockNumber })).hash;
		} catch (error) {
			if (error instanceof BlockNotFoundError) return undefined;
			throw error;
		}
	}

	#voided(revoked: Awaited<ReturnType<typeof recordEvent>>, reason: string): void {
		if (revoked.length > 0) this.#parts.announce.revoked(revoked, reason);
	}

	#changed(jobId: string | undefined): void {
		if (jobId !== undefined) this.#parts.announce.jobChanged(JobId.parse(jobId));
		this.#parts.announce.jobsChanged();
	}
}
