import { Digest, JobId, type ResultList } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { ResultFeed } from "./ResultFeed";

const jobId = JobId.parse(`0x${"ab".repeat(32)}`);
const digest = Digest.parse("cd".repeat(32));

/** A matcher that has verified `verified` shards, and answers two a page. */
function matcher(state: { verified: number; failing?: boolean }) {
	const asked: (string | undefined)[] = [];
	return {
		asked,
		async fetchPage(after: string | undefined): Promise<ResultList> {
			asked.push(after);
			if (state.failing) throw new Error("away");
			const from = after === undefined ? 0 : Number(after.split("-")[1]) + 1;
			const to = Math.min(from + 2, state.verified);
			return {
				jobId,
				results: Array.from({ length: to - from }, (_, at) => ({
					shardIndex: from + at,
					digest,
					output: null,
				})),
				next: to > 0 ? `1-${to - 1}` : null,
				more: to < state.verified,
			};
		},
	};
}

function feedOf(state: { verified: number; failing?: boolean }) {
	const taken: number[] = [];
	const errors: unknown[] = [];
	const { asked, fetchPage } = matcher(state);
	const feed = new ResultFeed({
		fetchPage,
		take: (results) => void taken.push(...results.map(({ shardIndex }) => shardIndex)),
		onError: (error) => void errors.push(error),
	});
	return { feed, taken, errors, asked };
}

test("takes every result once, page by page, and goes on where it stood", async () => {
	const state = { verified: 3 };
	const { feed, taken, asked } = feedOf(state);
	await feed.pull();
	expect(taken).toEqual([0, 1, 2]);
	expect(asked).toEqual([undefined, "1-1"]);
	state.verified = 6;
	await feed.pull();
	expect(taken).toEqual([0, 1, 2, 3, 4, 5]);
});

test("makes one look of many pulls", async () => {
	const { feed, taken, asked } = feedOf({ verified: 2 });
	await Promise.all(Array.from({ length: 100 }, () => feed.pull()));
	expect(taken).toEqual([0, 1]);
	expect(asked).toHaveLength(2);
});

test("tells an error, and takes what it missed with the next pull", async () => {
	const state = { verified: 2, failing: true };
	const { feed, taken, errors } = feedOf(state);
	await feed.pull();
	expect(errors).toHaveLength(1);
	state.failing = false;
	await feed.pull();
	expect(taken).toEqual([0, 1]);
});

test("takes nothing once it is stopped", async () => {
	const { feed, taken } = feedOf({ verified: 4 });
	const pulling = feed.pull();
	feed.stop();
	await pulling;
	expect(taken).toEqual([]);
});
