import { expect, it } from "vitest";
import { cachedFor } from "./cachedFor.ts";

it("reads once for callers within its time, and anew after a failure", async () => {
	let reads = 0;
	const cached = cachedFor(3_600_000, async () => {
		reads += 1;
		if (reads === 1) throw new Error("not yet");
		return reads;
	});
	await expect(cached()).rejects.toThrow("not yet");
	expect(await Promise.all([cached(), cached()])).toEqual([2, 2]);
	expect(await cached()).toBe(2);
});

it("reads again when its time is over", async () => {
	let reads = 0;
	const cached = cachedFor(0, async () => ++reads);
	await cached();
	expect(await cached()).toBe(2);
});
