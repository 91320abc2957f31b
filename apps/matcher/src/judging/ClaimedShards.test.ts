import { Digest, JobId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { ClaimedShards } from "./ClaimedShards.ts";

const jobId = JobId.parse(`0x${"0b".repeat(32)}`);
const digestOf = (place: number) => Digest.parse(place.toString(16).padStart(64, "0"));

it("gives each shard out once, the first ones first", () => {
	const claimed = new ClaimedShards();
	for (const shardIndex of [3, 1, 3, 2]) claimed.add({ jobId, shardIndex });
	expect(claimed.take(2).map(({ shardIndex }) => shardIndex)).toEqual([3, 1]);
	expect(claimed.take(2).map(({ shardIndex }) => shardIndex)).toEqual([2]);
	expect(claimed.take(2)).toEqual([]);
});

it("keeps the newest outputs within its bounds, and none of the buffer they came in", () => {
	const claimed = new ClaimedShards();
	const message = new Uint8Array(2 ** 20);
	for (let place = 0; place < 40; place++)
		claimed.keepOutput(digestOf(place), message.subarray(place, place + 2 ** 20 - 64));
	expect(claimed.output(digestOf(0))).toBeUndefined();
	const kept = claimed.output(digestOf(39));
	expect(kept?.buffer.byteLength).toBe(2 ** 20 - 64);
	expect(claimed.output(digestOf(9))).toBeDefined();
});

it("lets leases wait while many shards do, until some are taken or patience ends", async () => {
	const claimed = new ClaimedShards();
	await claimed.room();
	for (let shardIndex = 0; shardIndex < 2_000; shardIndex++) claimed.add({ jobId, shardIndex });
	let room = false;
	const waiting = claimed.room().then(() => {
		room = true;
	});
	await new Promise((resolve) => setImmediate(resolve));
	expect(room).toBe(false);
	claimed.take(1);
	await waiting;
	claimed.add({ jobId, shardIndex: 2_000 });
	await claimed.room(); // nobody judges: it resolves all the same
});
