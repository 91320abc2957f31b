import { type Digest, digestOf, JobId, ReplicaId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { InputPrefetcher } from "./inputs.ts";
import type { HeldLease } from "./leaseBook.ts";

const input = new TextEncoder().encode("a shard's input");

/** A lease of the input that brings these bytes. */
const leaseWith = (content?: Uint8Array<ArrayBuffer>): Pick<HeldLease, "lease" | "gone"> => ({
	lease: {
		replicaId: ReplicaId.parse("00000000-0000-4000-8000-000000000001"),
		jobId: JobId.parse(`0x${"1".repeat(64)}`),
		shardIndex: 0,
		input: digestOf(input),
		inputBytes: input.byteLength,
		leaseMs: 60_000,
		...(content === undefined ? {} : { content }),
	},
	gone: new AbortController(),
});

/** The input of a lease, and how often it was fetched for it. */
async function taken(content?: Uint8Array<ArrayBuffer>) {
	const fetched: Digest[] = [];
	const inputs = new InputPrefetcher({
		async get(digest) {
			fetched.push(digest);
			return new Uint8Array(input);
		},
		put: () => Promise.reject(new Error("Nothing is stored here.")),
	});
	const held = leaseWith(content);
	inputs.prefetch([held]);
	const { bytes } = await inputs.take(held);
	return { bytes, fetched: fetched.length };
}

it("an input that came with its lease isn't fetched", async () => {
	expect(await taken(input)).toEqual({ bytes: new Uint8Array(input), fetched: 0 });
});

it("an input that didn't come, or isn't what the lease names, is fetched once", async () => {
	for (const content of [undefined, new TextEncoder().encode("another input"), new Uint8Array(0)])
		expect(await taken(content)).toEqual({ bytes: new Uint8Array(input), fetched: 1 });
});
