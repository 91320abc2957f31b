import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketCount, bucketMs, RecentWork } from "./recentWork.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("the last ten minutes of work", () => {
	it("hold exactly the shards that are younger than ten minutes", () => {
		const span = bucketMs * bucketCount;
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 3 * span })), (times) => {
				const recent = new RecentWork();
				const sorted = [...times].sort((a, b) => a - b);
				for (const at of sorted) recent.note(at);
				const now = sorted.at(-1) ?? 0;
				const oldest = (Math.floor(now / bucketMs) - bucketCount + 1) * bucketMs;
				const buckets = recent.buckets(now);
				expect(buckets).toHaveLength(bucketCount);
				expect(sum(buckets)).toBe(times.filter((at) => at >= oldest).length);
			}),
		);
	});

	it("move to the left as time goes by", () => {
		const recent = new RecentWork();
		recent.note(5);
		expect(recent.buckets(5).at(-1)).toBe(1);
		expect(recent.buckets(bucketMs).at(-2)).toBe(1);
		expect(sum(recent.buckets(bucketMs * bucketCount))).toBe(0);
	});

	it("go on where another tab stopped", () => {
		const first = new RecentWork();
		first.note(1);
		first.note(bucketMs + 1);
		const second = new RecentWork();
		second.seed(first.buckets(bucketMs + 1), 70_000);
		second.note(70_001);
		expect(second.buckets(70_001).slice(-2)).toEqual([1, 2]);
	});
});
