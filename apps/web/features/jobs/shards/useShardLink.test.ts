import { expect, test } from "vitest";
import { shardOf } from "./useShardLink";

test("an address names a shard that the job has, or none", () => {
	expect(shardOf("0", 10)).toBe(0);
	expect(shardOf("9", 10)).toBe(9);
	for (const text of [null, "", "10", "-1", "1e3", "0x1", "9999999999"])
		expect(shardOf(text, 10)).toBeNull();
});
