import type { ReplicaId } from "@tabgrid/protocol";
import type { BlobClient } from "./blobs.ts";
import { now } from "./clock.ts";
import { sha256Digest } from "./digest.ts";
import type { HeldLease } from "./leaseBook.ts";

/** What of a lease its input depends on. */
type Wanted = Pick<HeldLease, "lease" | "gone">;

/** Inputs held in memory at most, in bytes (one is always allowed). */
const memory = 192 * 1024 * 1024;

/** An input and the time that it took to fetch, in ms. */
export interface FetchedInput {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly ms: number;
}

/** Fetches the inputs of leases that wait, so that they are there when their turn comes. */
export class InputPrefetcher {
	readonly #blobs: BlobClient;
	readonly #fetching = new Map<ReplicaId, { input: Promise<FetchedInput>; bytes: number }>();

	constructor(blobs: BlobClient) {
		this.#blobs = blobs;
	}

	/** Starts fetching for these leases, in order, as far as memory allows. */
	prefetch(waiting: readonly Wanted[]): void {
		for (const held of waiting) {
			if (this.#fetching.has(held.lease.replicaId)) continue;
			if (this.#bytes + held.lease.inputBytes > memory) return;
			this.#start(held);
		}
	}

	/** The input of a lease whose turn it is. */
	take(held: Wanted): Promise<FetchedInput> {
		return this.#fetching.get(held.lease.replicaId)?.input ?? this.#start(held);
	}

	/** Lets the input go. */
	drop(replicaId: ReplicaId): void {
		this.#fetching.delete(replicaId);
	}

	get #bytes(): number {
		let sum = 0;
		for (const { bytes } of this.#fetching.values()) sum += bytes;
		return sum;
	}

	#start(held: Wanted): Promise<FetchedInput> {
		const { replicaId, inputBytes } = held.lease;
		const from = now();
		const input = this.#bytesOf(held).then((bytes) => ({ bytes, ms: now() - from }));
		input.catch(() => {}); // whoever takes it hears of it; a dropped one is nobody's
		this.#fetching.set(replicaId, { input, bytes: inputBytes });
		return input;
	}

	/** What came with the lease, if it is what the lease names; otherwise it is fetched. */
	async #bytesOf({ lease, gone }: Wanted): Promise<Uint8Array<ArrayBuffer>> {
		const { input, inputBytes, content } = lease;
		if (content !== undefined) {
			const bytes = new Uint8Array(content);
			if ((await sha256Digest(bytes)) === input) return bytes;
		}
		return this.#blobs.get(input, inputBytes, gone.signal);
	}
}
