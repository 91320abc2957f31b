import { EscrowJobState } from "@tabgrid/contracts";
import { emptyRoot, type JobId } from "@tabgrid/protocol";
import { isHex } from "viem";
import type { Operator } from "../chain/Operator.ts";
import type { Logger } from "../log.ts";
import { type Db, escrowsToClose } from "../store/index.ts";
import { Retries } from "./Retries.ts";

/** A client that cancelled may close the escrow itself with its release; after this the operator does. */
const clientFirstMs = 2 * 60_000;

/**
 * Sends `settle` for every job whose result is recorded and whose escrow is still open. The chain is
 * asked first, so a crash between sending and hearing of it sends nothing twice; the job's state
 * changes when the chain's event is recorded, not before.
 */
export class EscrowCloser {
	readonly #db: Db;
	readonly #operator: Operator;
	readonly #log: Logger;
	readonly #retries = new Retries<JobId>();

	constructor(db: Db, operator: Operator, log: Logger) {
		this.#db = db;
		this.#operator = operator;
		this.#log = log;
	}

	async closeAll(signal: AbortSignal): Promise<void> {
		const open = await escrowsToClose(this.#db);
		this.#retries.keep(new Set(open.map(({ jobId }) => jobId)));
		for (const job of open) {
			if (signal.aborted) return;
			if (job.state === "cancelled" && Date.now() - job.since < clientFirstMs) continue;
			if (!this.#retries.waits(job.jobId)) await this.#close(job);
		}
	}

	async #close(job: Awaited<ReturnType<typeof escrowsToClose>>[number]): Promise<void> {
		const { jobId, earned } = job;
		try {
			const { state } = await this.#operator.escrowJob(jobId);
			if (state !== EscrowJobState.Open && state !== EscrowJobState.Cancelling) {
				this.#retries.done(jobId);
				return;
			}
			const root = isHex(job.resultRoot) ? job.resultRoot : emptyRoot;
			await this.#operator.settle(jobId, root, earned);
		} catch (err) {
			const delayMs = this.#retries.failed(jobId);
			this.#log.error({ err, jobId, delayMs }, "A job could not be settled; trying again.");
		}
	}
}
