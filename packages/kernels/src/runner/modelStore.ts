import type { Digest } from "@tabgrid/protocol";
import type { BlobClient } from "./blobs.ts";
import { sha256Digest } from "./digest.ts";

const cacheName = "tabgrid.models.v1";

/** The part of the Cache API that the store uses; `globalThis.caches` fits. */
export interface ModelCaches {
	open(name: string): Promise<ModelCache>;
}
interface ModelCache {
	match(key: string): Promise<Response | undefined>;
	put(key: string, response: Response): Promise<void>;
	delete(key: string): Promise<boolean>;
	keys(): Promise<readonly { readonly url: string }[]>;
}

/**
 * Models by digest: from the browser's Cache API where it has them, else from the matcher. Bytes from
 * the cache are hashed again, for a disk may lie; a full disk puts the oldest models out and, if that
 * doesn't help, keeps nothing.
 */
export class ModelStore {
	readonly #blobs: BlobClient;
	readonly #caches: ModelCaches | undefined;
	readonly #fetching = new Map<Digest, Promise<Uint8Array<ArrayBuffer>>>();

	/** @param caches - `globalThis.caches`; undefined where there is none (Node, insecure origins). */
	constructor(blobs: BlobClient, caches: ModelCaches | undefined) {
		this.#blobs = blobs;
		this.#caches = caches;
	}

	/**
	 * The model's bytes in a buffer that the caller may transfer.
	 * @throws TabgridError as {@link BlobClient.get}.
	 */
	async get(digest: Digest, bytes: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
		const shared = this.#fetching.get(digest);
		if (shared !== undefined) return new Uint8Array(await shared);
		const fetching = this.#load(digest, bytes, signal);
		this.#fetching.set(digest, fetching);
		try {
			return await fetching;
		} finally {
			this.#fetching.delete(digest);
		}
	}

	async #load(
		digest: Digest,
		bytes: number,
		signal: AbortSignal,
	): Promise<Uint8Array<ArrayBuffer>> {
		// Opening fails in private windows and with a full or broken disk: then there is no cache.
		const cache = await this.#caches?.open(cacheName).catch(() => undefined);
		const key = `/models/${digest}`;
		const held = await cache?.match(key).catch(() => undefined);
		if (held !== undefined) {
			const body = new Uint8Array(await held.arrayBuffer());
			if ((await sha256Digest(body)) === digest) return body;
			await cache?.delete(key);
		}
		const fetched = await this.#blobs.get(digest, bytes, signal);
		if (cache !== undefined) await keep(cache, key, fetched);
		return fetched;
	}
}

async function keep(cache: ModelCache, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
	const room = await cache.keys().catch(() => []);
	for (const oldest of [...room, undefined]) {
		try {
			return await cache.put(key, new Response(new Uint8Array(bytes)));
		} catch {
			// QuotaExceededError: keys() lists the oldest first.
			if (oldest === undefined) return;
			await cache.delete(oldest.url).catch(() => false);
		}
	}
}
