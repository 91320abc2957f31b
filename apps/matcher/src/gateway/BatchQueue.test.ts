import { expect, it, vi } from "vitest";
import { BatchQueue } from "./BatchQueue.ts";

const double = (batches: number[]) => async (items: readonly number[]) => {
	batches.push(items.length);
	return items.map((item) => item * 2);
};

it("puts what arrives together into one batch and answers each item by itself", async () => {
	const batches: number[] = [];
	const queue = new BatchQueue({ run: double(batches), maxBatch: 100, maxWaiting: 1_000 });
	const results = await Promise.all([1, 2, 3].map((item) => queue.add(item)));
	expect(results).toEqual([2, 4, 6]);
	expect(batches).toEqual([3]);
});

it("never makes a batch larger than its limit and keeps the order", async () => {
	const batches: number[] = [];
	const queue = new BatchQueue({ run: double(batches), maxBatch: 4, maxWaiting: 1_000 });
	const items = Array.from({ length: 10 }, (_, index) => index);
	expect(await Promise.all(items.map((item) => queue.add(item)))).toEqual(items.map((i) => i * 2));
	expect(batches).toEqual([4, 4, 2]);
});

it("waits a moment for others before the first batch, where it is told to", async () => {
	vi.useFakeTimers();
	try {
		const batches: number[] = [];
		const options = { run: double(batches), maxBatch: 100, maxWaiting: 1_000, gatherMs: 4 };
		const queue = new BatchQueue(options);
		const first = queue.add(1);
		await vi.advanceTimersByTimeAsync(3);
		expect(batches).toEqual([]);
		const second = queue.add(2);
		await vi.advanceTimersByTimeAsync(1);
		expect(await Promise.all([first, second])).toEqual([2, 4]);
		expect(batches).toEqual([2]);
	} finally {
		vi.useRealTimers();
	}
});

it("refuses what is too much with UNAVAILABLE instead of growing without end", async () => {
	const queue = new BatchQueue({ run: double([]), maxBatch: 1, maxWaiting: 2 });
	const settled = await Promise.allSettled([1, 2, 3].map((item) => queue.add(item)));
	expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
	expect(settled[2]).toMatchObject({ reason: { code: "UNAVAILABLE" } });
});

it("rejects every item of a batch that failed and goes on with the next", async () => {
	let calls = 0;
	const queue = new BatchQueue<number, number>({
		run: async (items) => {
			calls += 1;
			if (calls === 1) throw new Error("the database went away");
			return items;
		},
		maxBatch: 2,
		maxWaiting: 10,
	});
	const settled = await Promise.allSettled([1, 2, 3].map((item) => queue.add(item)));
	expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
	await queue.idle();
});
