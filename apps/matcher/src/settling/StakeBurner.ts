import type { JobId } from "@tabgrid/protocol";
import type { Stakes } from "../chain/Stakes.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { type Db, type LieToBurn, liesToBurn } from "../store/index.ts";
import { Retries } from "./Retries.ts";
import { type ReceiptProof, receiptProofs } from "./resultRoot.ts";

export interface BurnerParts {
	readonly db: Db;
	readonly stakes: Pick<Stakes, "isBurned" | "burn">;
	/** How long after a job's settlement its lies are burned, ms. */
	readonly delayMs: number;
	readonly log: Logger;
	readonly metrics: Pick<Metrics, "burns">;
	/** Transactions of a round at most: what else the operator sends waits for them. */
	readonly atOnce?: number;
}

type Proofs = Awaited<ReturnType<typeof receiptProofs>>;

const keyOf = ({ jobId, shardIndex, providerId }: LieToBurn) =>
	`${jobId}/${shardIndex}/${providerId}`;

/**
 * Burns the stakes of providers for results that were found wrong (store/liesToBurn). The chain is asked
 * first, and refuses a second burning, so a crash between sending and hearing of it burns nothing twice;
 * that it is done is known by the chain's own event.
 */
export class StakeBurner {
	readonly #parts: BurnerParts;
	readonly #retries = new Retries<string>();
	/** Of the job at hand, for all of its lies: a round may not get through them. */
	#proofs: (Proofs & { readonly jobId: JobId }) | undefined;

	constructor(parts: BurnerParts) {
		this.#parts = parts;
	}

	/** Burns for one job's lies. Answers whether there is more to do at once. */
	async burnDue(signal: AbortSignal): Promise<boolean> {
		const { db, delayMs, atOnce = 20 } = this.#parts;
		const lies = await liesToBurn(db, Date.now() - delayMs);
		this.#retries.keep(new Set(lies.map(keyOf)));
		const due = lies.filter((lie) => !this.#retries.waits(keyOf(lie)));
		const [first] = due;
		if (first === undefined) {
			this.#proofs = undefined;
			return false;
		}
		const ofJob = due.filter(({ jobId }) => jobId === first.jobId);
		const batch = ofJob.slice(0, atOnce);
		try {
			await this.#burnOf(first.jobId, batch, ofJob, signal);
		} catch (err) {
			for (const lie of batch) this.#retries.failed(keyOf(lie));
			const facts = { err, jobId: first.jobId, lies: batch.length };
			this.#parts.log.error(facts, "Stakes could not be burned; trying again.");
		}
		return due.length > batch.length;
	}

	async #burnOf(
		jobId: JobId,
		batch: readonly LieToBurn[],
		ofJob: readonly LieToBurn[],
		signal: AbortSignal,
	): Promise<void> {
		const { stakes } = this.#parts;
		const burned = await Promise.all(
			batch.map((lie) => stakes.isBurned(lie.providerId, jobId, lie.shardIndex)),
		);
		for (const [place, lie] of batch.entries()) if (burned[place]) this.#retries.done(keyOf(lie));
		const open = batch.filter((_, place) => !burned[place]);
		if (open.length === 0) return;
		const { root, proofs } = await this.#proofsOf(jobId, ofJob);
		for (const lie of open) {
			if (signal.aborted) return;
			const proof = proofs.get(lie.shardIndex);
			if (proof === undefined || root !== lie.resultRoot)
				throw new Error(`The receipts of job ${jobId} lead to ${root}, not to ${lie.resultRoot}.`);
			await this.#burn(lie, proof);
		}
	}

	async #proofsOf(jobId: JobId, lies: readonly LieToBurn[]): Promise<Proofs> {
		const known = this.#proofs;
		if (known?.jobId === jobId && lies.every(({ shardIndex }) => known.proofs.has(shardIndex)))
			return known;
		const shards = new Set(lies.map(({ shardIndex }) => shardIndex));
		const found = { jobId, ...(await receiptProofs(this.#parts.db, jobId, shards)) };
		this.#proofs = found;
		return found;
	}

	async #burn(lie: LieToBurn, proof: ReceiptProof): Promise<void> {
		const { stakes, log, metrics } = this.#parts;
		const { jobId, shardIndex, providerId, owner } = lie;
		const facts = { jobId, shardIndex, providerId, owner };
		try {
			const hash = await stakes.burn({ ...lie, ...proof });
			this.#retries.done(keyOf(lie));
			metrics.burns.inc({ outcome: "ok" });
			log.info({ ...facts, hash }, "A stake was burned for a refuted result.");
		} catch (err) {
			const delayMs = this.#retries.failed(keyOf(lie));
			metrics.burns.inc({ outcome: "failed" });
			log.error({ ...facts, err, delayMs }, "A stake could not be burned; trying again.");
		}
	}
}
