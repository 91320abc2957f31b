import fc from "fast-check";
import { expect, test } from "vitest";
import { count, counted } from "./count";

test("numbers are written as English writes them", () => {
	fc.assert(
		fc.property(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true })), (value) => {
			expect(count(value)).toBe((value === 0 ? 0 : value).toLocaleString("en"));
		}),
	);
});

test("one of a thing is no plural", () => {
	expect([0, 1, 1_200].map((value) => counted(value, "shard"))).toEqual([
		"0 shards",
		"1 shard",
		"1,200 shards",
	]);
});
