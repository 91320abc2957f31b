import { beforeEach, describe, expect, it } from "vitest";
import type { BlobClient } from "./blobs.ts";
import { sha256Digest } from "./digest.ts";
import { type ModelCaches, ModelStore } from "./modelStore.ts";

const model = (fill: number) => new Uint8Array(1_000).fill(fill);
const { signal } = new AbortController();

/** A disk with room for `limit` models; the Cache API's way of saying no included. */
function diskFor(limit: number) {
	const files = new Map<string, Uint8Array<ArrayBuffer>>();
	const caches: ModelCaches = {
		open: async () => ({
			match: async (key) => {
				const held = files.get(key);
				return held && new Response(held);
			},
			put: async (key, response) => {
				if (files.size >= limit && !files.has(key))
					throw new DOMException("full", "QuotaExceededError");
				files.set(key, new Uint8Array(await response.arrayBuffer()));
			},
			delete: async (key) => files.delete(new URL(key, "http://disk").pathname),
			keys: async () => [...files.keys()].map((key) => ({ url: `http://disk${key}` })),
		}),
	};
	return { files, caches };
}

describe("the store of models", () => {
	let fetched = 0;
	const blobs = (fill: number): BlobClient => ({
		get: async () => {
			fetched++;
			return model(fill);
		},
		put: async () => {},
	});
	beforeEach(() => {
		fetched = 0;
	});

	it("fetches a model once, whoever asks and however often", async () => {
		const { caches } = diskFor(5);
		const digest = await sha256Digest(model(1));
		const store = new ModelStore(blobs(1), caches);
		const [a, b] = await Promise.all([
			store.get(digest, 1_000, signal),
			store.get(digest, 1_000, signal),
		]);
		expect(a).toEqual(model(1));
		expect(b?.buffer).not.toBe(a?.buffer);
		expect(await new ModelStore(blobs(1), caches).get(digest, 1_000, signal)).toEqual(model(1));
		expect(fetched).toBe(1);
	});

	it("fetches again what the disk has spoiled", async () => {
		const { caches, files } = diskFor(5);
		const digest = await sha256Digest(model(1));
		const store = new ModelStore(blobs(1), caches);
		await store.get(digest, 1_000, signal);
		files.set(`/models/${digest}`, model(9));
		expect(await store.get(digest, 1_000, signal)).toEqual(model(1));
		expect(fetched).toBe(2);
	});

	it("puts the oldest out when the disk is full", async () => {
		const { caches, files } = diskFor(2);
		const digests = [];
		for (const fill of [1, 2, 3]) {
			const digest = await sha256Digest(model(fill));
			digests.push(digest);
			await new ModelStore(blobs(fill), caches).get(digest, 1_000, signal);
		}
		expect([...files.keys()]).toEqual(digests.slice(1).map((digest) => `/models/${digest}`));
	});

	it("works without a disk", async () => {
		const digest = await sha256Digest(model(1));
		const broken: ModelCaches = {
			open: async () => {
				throw new DOMException("denied", "SecurityError");
			},
		};
		for (const caches of [undefined, broken, diskFor(0).caches]) {
			const store = new ModelStore(blobs(1), caches);
			expect(await store.get(digest, 1_000, signal)).toEqual(model(1));
		}
	});
});
