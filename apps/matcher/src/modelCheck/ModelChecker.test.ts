import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBuiltinModel, loadClassifierExample } from "@tabgrid/kernels/node";
import { type Digest, digestOf } from "@tabgrid/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BlobStore } from "../blobs/BlobStore.ts";
import { openFileBlobStore } from "../blobs/fileBlobStore.ts";
import { ModelChecker, type ModelCheckerOptions } from "./ModelChecker.ts";

/** A graph of nodes with nothing in them, two bytes each, which unfold to a hundred times as many. */
function emptyNodes(count: number): Uint8Array {
	const length = count * 2;
	const model = new Uint8Array(4 + length).map((_, at) => (at % 2 === 0 ? 0x0a : 0));
	// Field 7, the graph, and its length as a varint of three bytes.
	model.set([0x3a, (length & 127) | 128, ((length >> 7) & 127) | 128, length >> 14]);
	return model;
}

describe("checking models in a thread", () => {
	let folder: string;
	let blobs: BlobStore;
	let checker: ModelChecker | undefined;
	const read: Digest[] = [];
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "tabgrid-check-"));
		blobs = await openFileBlobStore(folder);
		read.length = 0;
	});
	afterEach(async () => {
		await checker?.close();
		await rm(folder, { recursive: true, force: true });
	});
	const start = (options?: ModelCheckerOptions) => {
		const counted: Pick<BlobStore, "stream"> = {
			stream(digest) {
				read.push(digest);
				return blobs.stream(digest);
			},
		};
		checker = new ModelChecker(counted, options);
		return checker;
	};
	const store = async (bytes: Uint8Array) => (await blobs.putBytes(bytes)).digest;
	const refused = (why: string) => ({ code: "BAD_MODEL", message: expect.stringContaining(why) });

	it("passes real models, refuses others by their own sentence, and remembers both", async () => {
		const models = start();
		const good = await store((await loadClassifierExample()).model);
		const large = await store(await loadBuiltinModel("ocr-recognition"));
		const text = await store(new TextEncoder().encode("no model"));
		for (let time = 0; time < 2; time++) {
			await Promise.all([models.check(good), models.check(large), models.check(good)]);
			await expect(models.check(text)).rejects.toMatchObject(refused("no ONNX model"));
		}
		expect(read.toSorted()).toEqual([good, large, text].toSorted());
	});

	it("forgets a failure that isn't the model's, and asks again", async () => {
		const models = start();
		const bytes = (await loadClassifierExample()).model;
		await expect(models.check(digestOf(bytes))).rejects.toMatchObject({ code: "MISSING_BLOB" });
		await models.check(await store(bytes));
	});

	it("refuses a model that takes too much memory, and goes on with the next", async () => {
		const models = start({ memoryMb: 100 });
		const greedy = await store(emptyNodes(390_000));
		const good = await store((await loadClassifierExample()).model);
		const [first, second] = await Promise.allSettled([models.check(greedy), models.check(good)]);
		expect(first).toMatchObject({ reason: refused("too much memory") });
		expect(second).toMatchObject({ status: "fulfilled" });
	});

	it("refuses a model that takes too long, for this once", async () => {
		const models = start({ timeoutMs: 1 });
		const good = await store((await loadClassifierExample()).model);
		for (let time = 0; time < 2; time++)
			await expect(models.check(good)).rejects.toMatchObject(refused("too long"));
		expect(read).toEqual([good, good]);
	});
});
