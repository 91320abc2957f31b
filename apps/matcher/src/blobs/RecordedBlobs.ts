import type { Digest } from "@tabgrid/protocol";
import { type BlobRecord, type Db, findBlobs, recordBlobs } from "../store/index.ts";
import type { BlobPut, BlobStore } from "./BlobStore.ts";

/** How many blobs one statement records or finds. */
const statementSize = 5_000;

/** The blob store with its record in the database, which is what jobs and replicas refer to. */
export class RecordedBlobs {
	readonly bytes: BlobStore;
	readonly #db: Db;

	constructor(bytes: BlobStore, db: Db) {
		this.bytes = bytes;
		this.#db = db;
	}

	/** As {@link BlobStore.put}; the record is committed too when this resolves. */
	async put(digest: Digest, body: AsyncIterable<Uint8Array>, limit: number): Promise<BlobPut> {
		return this.#record(await this.bytes.put(digest, body, limit));
	}

	/** As {@link BlobStore.putBytes}; the record is committed too when this resolves. */
	async putBytes(bytes: Uint8Array): Promise<BlobPut> {
		return this.#record(await this.bytes.putBytes(bytes));
	}

	/** The stored ones among `digests`, with their sizes. */
	async find(digests: readonly Digest[]): Promise<BlobRecord[]> {
		const found: BlobRecord[] = [];
		for (let start = 0; start < digests.length; start += statementSize)
			found.push(...(await findBlobs(this.#db, digests.slice(start, start + statementSize))));
		return found;
	}

	/** Those of `digests` that must be uploaded. Keeps the others from being collected for a day. */
	async missing(digests: readonly Digest[]): Promise<Digest[]> {
		const unique = [...new Set(digests)];
		const [found, absent] = await Promise.all([this.find(unique), this.bytes.missing(unique)]);
		const lost = new Set(absent);
		const present = found.filter(({ digest }) => !lost.has(digest));
		await this.keep(present);
		const stored = new Set(present.map(({ digest }) => digest));
		return unique.filter((digest) => !stored.has(digest));
	}

	/** Counts the blobs' age from now. */
	async keep(blobs: readonly BlobRecord[]): Promise<void> {
		for (let start = 0; start < blobs.length; start += statementSize)
			await recordBlobs(this.#db, blobs.slice(start, start + statementSize), Date.now());
	}

	async #record(put: BlobPut): Promise<BlobPut> {
		await recordBlobs(this.#db, [{ digest: put.digest, bytes: put.bytes }], Date.now());
		return put;
	}
}
