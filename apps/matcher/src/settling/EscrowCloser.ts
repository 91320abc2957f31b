import { EscrowJobState } from "@tabgrid/contracts";
import { emptyRoot, type JobId } from "@tabgrid/protocol";
import { isHex } from "viem";
import type { Operator } from "../chain/Operator.ts";
import type { Logger } from "../log.ts";
import { type Db, escrowsToClose } from "../store/index.ts";

/** A client that cancelled may close the escrow itself with its release; after this the operator does. */
const clientFirstMs = 2 * 60_000;
const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;

/**
 * Sends `settle` for every job whose result is recorded and whose escrow is still open. The chain is
 * asked first, so a crash between sending and hearing of it sends nothing twice; the job's state
 * changes when the chain's event is recorded, not before.
 */
export class EscrowCloser {
	readonly #db: Db;
	readonly #operator: Operator;
	readonly #log: Logger;
	readonly #retries = new Map<JobId, { at: number; delayMs: number }>();

	constructor(db: Db, operator: Operator, log: Logger) {
		this.#db = db;
		this.#operator = operator;
		this.#log = log;
	}

	async closeAll(signal: AbortSignal): Promise<void> {
		for (const job of await escrowsToClose(this.#db)) {
			if (signal.aborted) return;
			const now = Date.now();
			if (job.state === "cancelled" && now - job.since < clientFirstMs) continue;
			if ((this.#retries.get(job.jobId)?.at ?? 0) > now) continue;
			await this.#close(job);
		}
	}

	async #close(job: Awaited<ReturnType<typeof escrowsToClose>>[number]): Promise<void> {
		const { jobId, earned } = job;
		try {
			const { state } = await this.#operator.escrowJob(jobId);
			if (state !== EscrowJobState.Open && state !== EscrowJobState.Cancelling) {
				this.#wait(jobId, firstRetryMs); // the event is on its way
				return;
			}
			const root = isHex(job.resultRoot) ? job.resultRoot : emptyRoot;
			await this.#operator.settle(jobId, root, earned);
			this.#retries.delete(jobId);
		} catch (err) {
			const delayMs = this.#wait(jobId);
			this.#log.error({ err, jobId, delayMs }, "A job could not be settled; trying again.");
		}
	}

	#wait(jobId: JobId, fixedMs?: number): number {
		const before = this.#retries.get(jobId)?.delayMs ?? firstRetryMs / 2;
		const delayMs = fixedMs ?? Math.min(longestRetryMs, before * 2);
		this.#retries.set(jobId, { at: Date.now() + delayMs, delayMs });
		return delayMs;
	}
}
