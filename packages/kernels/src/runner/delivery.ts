import {
	limits,
	type ReplicaId,
	type SigningDomain,
	type Submission,
	type Submit,
	type SubmitReply,
} from "@tabgrid/protocol";
import type { z } from "zod";
import type { BlobClient } from "./blobs.ts";
import type { Calibration } from "./calibrate.ts";
import { now } from "./clock.ts";
import type { ComputedReplica } from "./computeReplica.ts";
import { sha256Digest } from "./digest.ts";
import type { ProviderIdentity } from "./identity.ts";
import type { HeldLease } from "./leaseBook.ts";
import { SubmitQueue, type SubmitResult } from "./submitQueue.ts";

export interface DeliveryOptions {
	readonly identity: ProviderIdentity;
	readonly blobs: BlobClient;
	readonly calibration: Calibration;
	submit(message: z.input<typeof Submit>): Promise<SubmitReply>;
	online(): boolean;
	settled(result: SubmitResult): void;
}

/** Signs results and brings them to the matcher: small ones inline, larger ones as blobs before. */
export class Delivery {
	readonly #options: DeliveryOptions;
	readonly #queue: SubmitQueue;

	constructor(options: DeliveryOptions) {
		this.#options = options;
		this.#queue = new SubmitQueue({
			send: (submissions) => options.submit({ submissions }),
			online: options.online,
			settled: options.settled,
		});
	}

	/**
	 * Hashes, signs and queues a result.
	 * @throws TabgridError when its blob can't be stored; STOPPED when the lease is given up meanwhile.
	 */
	async deliver(held: HeldLease, computed: ComputedReplica, domain: SigningDomain): Promise<void> {
		const { blobs, calibration, identity } = this.#options;
		const { lease, job } = held;
		const { output, backend, timings } = computed;
		const from = now();
		const digest = await sha256Digest(output);
		const signature = await identity.attest(domain, job.jobId, lease.shardIndex, digest);
		const attest = timings.attest + now() - from;
		const inline = output.byteLength <= limits.inlineResult;
		if (!inline) await blobs.put(digest, output, held.gone.signal);
		const submission: z.input<typeof Submission> = {
			replicaId: lease.replicaId,
			digest,
			signature,
			outputBytes: output.byteLength,
			...(inline ? { output } : {}),
			backend,
			adapter: backend === calibration.backend ? calibration.adapter : calibration.threads,
			runtime: calibration.runtime,
			timings: { ...timings, attest },
		};
		this.#queue.add(submission);
	}

	/** Sends what waits: call it when the connection is back. */
	flush(): Promise<void> {
		return this.#queue.flush();
	}

	/** Forgets a result whose lease is void. */
	drop(replicaId: ReplicaId): void {
		this.#queue.drop(replicaId);
	}
}
