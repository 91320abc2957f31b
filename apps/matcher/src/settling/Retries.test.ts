import { expect, it } from "vitest";
import { Retries } from "./Retries.ts";

it("waits twice as long after each failure, five minutes at most, and begins anew when forgotten", () => {
	const retries = new Retries<string>();
	expect(retries.waits("job")).toBe(false);
	const delays = Array.from({ length: 10 }, () => retries.failed("job"));
	expect(delays.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
	expect(delays.at(-1)).toBe(300_000);
	expect(retries.waits("job")).toBe(true);
	expect(retries.waits("job", Date.now() + 300_001)).toBe(false);
	retries.done("job");
	expect(retries.waits("job", Date.now() + 2_001)).toBe(false);
	retries.keep(new Set(["another"]));
	expect(retries.failed("job")).toBe(2_000);
});
