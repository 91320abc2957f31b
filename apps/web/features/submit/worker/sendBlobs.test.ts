import { Digest, TabgridError } from "@tabgrid/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Gate } from "./Gate";
import type { UploadProgress } from "./plannerMessages";
import { type BlobToSend, sendBlobs } from "./sendBlobs";
import { UploadMeter } from "./UploadMeter";

const away = () => new TabgridError("UNAVAILABLE", "Away.");
const blobs = (count: number): BlobToSend[] =>
	Array.from({ length: count }, (_, index) => ({
		digest: Digest.parse(index.toString(16).padStart(64, "0")),
		bytes: new Uint8Array(10 + index),
		part: index === 0 ? "Model" : "Inputs",
	}));
const sizes = (list: readonly BlobToSend[]) =>
	["Model", "Inputs"].map((name) => ({
		name,
		bytes: list
			.filter(({ part }) => part === name)
			.reduce((sum, blob) => sum + blob.bytes.length, 0),
	}));

/** Runs an upload in which each put fails as `failures` tells, and answers what arrived and was told. */
async function upload(
	list: readonly BlobToSend[],
	there: ReadonlySet<number>,
	fails: (attempt: number) => TabgridError | undefined,
	gate = new Gate(),
) {
	const arrived: string[] = [];
	const told: UploadProgress[] = [];
	let attempt = 0;
	const sending = sendBlobs(list, {
		missing: new Set(list.filter((_, index) => !there.has(index)).map(({ digest }) => digest)),
		gate,
		meter: new UploadMeter(sizes(list), (progress) => told.push(progress)),
		pause: async () => {},
		put: async ({ digest, bytes }, onSent, signal) => {
			onSent(bytes.length / 2);
			const error = fails(attempt++);
			await Promise.resolve();
			if (signal.aborted) throw new TabgridError("STOPPED", "Stopped.");
			if (error) throw error;
			arrived.push(digest);
		},
	});
	return { sending, arrived, told };
}

test("however often the line breaks, every missing blob arrives once and no byte is counted twice", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 30 }),
			fc.array(fc.boolean(), { maxLength: 60 }),
			fc.uniqueArray(fc.integer({ min: 0, max: 29 })),
			async (count, breaks, known) => {
				const list = blobs(count);
				const there = new Set(known);
				const { sending, arrived, told } = await upload(list, there, (attempt) =>
					breaks[attempt] ? away() : undefined,
				);
				await sending;
				const wanted = list.filter((_, index) => !there.has(index)).map(({ digest }) => digest);
				expect(arrived.toSorted()).toEqual(wanted);
				const last = told.at(-1);
				const total = list.reduce((sum, { bytes }) => sum + bytes.length, 0);
				expect(last).toMatchObject({ state: "sending", done: total, total });
				for (const { done } of told) expect(done).toBeLessThanOrEqual(total);
				for (const part of last?.parts ?? []) expect(part.done).toBe(part.bytes);
			},
		),
	);
});

test("a closed gate stops what is under way, and opening it sends the same blobs", async () => {
	const gate = new Gate();
	const list = blobs(12);
	const { sending, arrived, told } = await upload(
		list,
		new Set(),
		(attempt) => {
			if (attempt === 3) gate.close();
			return undefined;
		},
		gate,
	);
	await expect.poll(() => gate.isClosed).toBe(true);
	const before = arrived.length;
	expect(before).toBeLessThan(12);
	gate.open();
	await sending;
	expect(arrived.toSorted()).toEqual(list.map(({ digest }) => digest));
	expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
});

test("an error that waiting doesn't help ends the upload", async () => {
	const { sending } = await upload(blobs(9), new Set(), (attempt) =>
		attempt === 4 ? new TabgridError("TOO_LARGE", "Too large.") : undefined,
	);
	await expect(sending).rejects.toMatchObject({ code: "TOO_LARGE" });
});
