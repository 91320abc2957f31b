import { limits, ReplicaId, type Submission, type SubmitReply } from "@tabgrid/protocol";
import type { z } from "zod";
import { backoffMs, sleep } from "./clock.ts";
import { toTabgridError } from "./toTabgridError.ts";

export type Outgoing = z.input<typeof Submission>;
export type SubmitResult = SubmitReply["results"][number];

/** Inline results in one message, at most; the rest of socketMessage is room for the frame. */
const bytesAtOnce = limits.socketMessage / 2;
/** A result that the matcher couldn't store this often is given up. */
const patience = 10;
/** Refusals that may pass. */
const passing = new Set(["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"]);

export interface SubmitQueueOptions {
	send(submissions: Outgoing[]): Promise<SubmitReply>;
	/** Whether there is a connection; {@link SubmitQueue.flush} is called when there is one again. */
	online(): boolean;
	/** The final word on a result: stored, or refused for good. */
	settled(result: SubmitResult): void;
}

/**
 * Results on their way. They go in batches, one message at a time; what wasn't acknowledged (the
 * connection or the matcher died) is sent again, which is harmless, for the matcher stores each once.
 */
export class SubmitQueue {
	readonly #options: SubmitQueueOptions;
	readonly #waiting = new Map<ReplicaId, { submission: Outgoing; attempts: number }>();
	#flushing: Promise<void> | undefined;

	constructor(options: SubmitQueueOptions) {
		this.#options = options;
	}

	/** Adds a result and sends it as soon as the message before it is acknowledged. */
	add(submission: Outgoing): void {
		const replicaId = ReplicaId.parse(submission.replicaId);
		this.#waiting.set(replicaId, { submission, attempts: 0 });
		void this.flush();
	}

	/** Forgets a result (its lease was revoked). */
	drop(replicaId: ReplicaId): void {
		this.#waiting.delete(replicaId);
	}

	get size(): number {
		return this.#waiting.size;
	}

	/** Sends until nothing is left or the connection is gone. */
	flush(): Promise<void> {
		this.#flushing ??= this.#sendAll().finally(() => {
			this.#flushing = undefined;
		});
		return this.#flushing;
	}

	async #sendAll(): Promise<void> {
		let failures = 0;
		while (this.#waiting.size > 0 && this.#options.online()) {
			const failed = await this.#sendBatch();
			failures = failed ? failures + 1 : 0;
			if (failed) await sleep(backoffMs(failures));
		}
	}

	/** Whether anything has to be sent again. */
	async #sendBatch(): Promise<boolean> {
		const batch = this.#nextBatch();
		let reply: SubmitReply;
		try {
			reply = await this.#options.send(batch);
		} catch (cause) {
			const error = toTabgridError(cause, "INTERNAL");
			if (passing.has(error.code)) return true; // no acknowledgement: send the same again
			const refused = { ok: false, error: error.toWire() } as const;
			reply = {
				results: batch.map(({ replicaId }) => ({
					replicaId: ReplicaId.parse(replicaId),
					...refused,
				})),
			};
		}
		let again = false;
		for (const result of reply.results) {
			const entry = this.#waiting.get(result.replicaId);
			if (entry === undefined) continue;
			if (!result.ok && passing.has(result.error.code) && ++entry.attempts < patience) {
				again = true;
				continue;
			}
			this.#waiting.delete(result.replicaId);
			this.#options.settled(result);
		}
		return again;
	}

	#nextBatch(): Outgoing[] {
		const batch: Outgoing[] = [];
		let bytes = 0;
		for (const { submission } of this.#waiting.values()) {
			bytes += submission.output?.byteLength ?? 0;
			if (batch.length === limits.submitBatch || (bytes > bytesAtOnce && batch.length > 0)) break;
			batch.push(submission);
		}
		return batch;
	}
}
