import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Digest, digestOf } from "@tabgrid/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BlobStore } from "./BlobStore.ts";
import { openFileBlobStore } from "./fileBlobStore.ts";

describe("the file blob store", () => {
	let root: string;
	let blobs: BlobStore;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "tabgrid-blobs-"));
		blobs = await openFileBlobStore(root);
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	const text = (value: string) => new TextEncoder().encode(value);
	async function* inPieces(bytes: Uint8Array, size = 3) {
		for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
	}
	const listed = async () => {
		const found: Digest[] = [];
		for await (const { digest } of blobs.list()) found.push(digest);
		return found;
	};

	it("gives back any bytes, whole and as a stream, however they came", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ maxLength: 300 }),
				fc.integer({ min: 1, max: 50 }),
				async (bytes, size) => {
					const digest = digestOf(bytes);
					await blobs.put(digest, inPieces(bytes, size), 1_000);
					expect(await blobs.read(digest)).toEqual(new Uint8Array(bytes));
					const { body, bytes: length } = await blobs.stream(digest);
					expect(length).toBe(bytes.length);
					expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(
						new Uint8Array(bytes),
					);
				},
			),
			{ numRuns: 30 },
		);
	});

	it("stores nothing under a wrong name, nothing too large, and leaves no half file", async () => {
		const wrong = Digest.parse("0".repeat(64));
		const bytes = text("some bytes");
		await expect(blobs.put(wrong, inPieces(bytes), 100)).rejects.toMatchObject({
			code: "DIGEST_MISMATCH",
		});
		await expect(blobs.put(digestOf(bytes), inPieces(bytes), 5)).rejects.toMatchObject({
			code: "TOO_LARGE",
		});
		expect(await listed()).toEqual([]);
		expect(await readdir(join(root, "incoming"))).toEqual([]);
	});

	it("takes a blob that is there as it is, also when two put it at once", async () => {
		const bytes = text("twice");
		const puts = await Promise.all([blobs.putBytes(bytes), blobs.putBytes(bytes)]);
		expect(puts.map(({ digest }) => digest)).toEqual([digestOf(bytes), digestOf(bytes)]);
		expect(await blobs.putBytes(bytes)).toMatchObject({ created: false });
		expect(await listed()).toEqual([digestOf(bytes)]);
	});

	it("knows what is missing, and counts the age of the rest anew", async () => {
		const { digest } = await blobs.putBytes(text("old"));
		const path = join(root, digest.slice(0, 2), digest.slice(2, 4), digest);
		await utimes(path, new Date(0), new Date(0));
		const other = Digest.parse("1".repeat(64));
		expect(await blobs.missing([digest, other])).toEqual([other]);
		for await (const { touchedAt } of blobs.list()) expect(touchedAt).toBeGreaterThan(1e12);
	});

	it("forgets what a killed process left half written, not what another one writes now", async () => {
		const half = join(root, "incoming", "half");
		await writeFile(half, "…");
		await writeFile(join(root, "incoming", "new"), "…");
		await utimes(half, new Date(0), new Date(0));
		await openFileBlobStore(root);
		expect(await readdir(join(root, "incoming"))).toEqual(["new"]);
	});

	it("says which blob it doesn't have, and removes one without complaint", async () => {
		const { digest } = await blobs.putBytes(text("gone soon"));
		await blobs.remove(digest);
		await blobs.remove(digest);
		expect(await blobs.size(digest)).toBeUndefined();
		await expect(blobs.read(digest)).rejects.toMatchObject({ code: "MISSING_BLOB" });
		await expect(blobs.stream(digest)).rejects.toMatchObject({ code: "MISSING_BLOB" });
	});
});
