import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SessionCache } from "./sessionCache.ts";

function session(released: string[], name: string) {
	return { release: async () => void released.push(name) };
}

describe("warm sessions", () => {
	it("leave in the order of their last use when room is needed", async () => {
		const released: string[] = [];
		const cache = new SessionCache(100);
		for (const name of ["a", "b", "c"]) await cache.add(name, session(released, name), 30);
		cache.get("a");
		await cache.add("d", session(released, "d"), 40);
		expect(released).toEqual(["b"]);
		expect(cache.keys()).toEqual(["c", "a", "d"]);
	});

	it("keep one that alone is over the bound", async () => {
		const released: string[] = [];
		const cache = new SessionCache(100);
		await cache.add("small", session(released, "small"), 10);
		await cache.add("huge", session(released, "huge"), 500);
		expect(released).toEqual(["small"]);
		expect(cache.keys()).toEqual(["huge"]);
	});

	it("never take more than the bound while they are more than one", () =>
		fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(fc.nat(20), fc.nat(60))), async (steps) => {
				const cache = new SessionCache(100);
				const held = new Set<string>();
				for (const [number, bytes] of steps) {
					const key = String(number);
					if (cache.get(key) !== undefined) continue;
					held.add(key);
					await cache.add(key, { release: async () => void held.delete(key) }, bytes);
					expect(cache.keys().at(-1)).toBe(key);
					expect(new Set(cache.keys())).toEqual(held);
					expect(cache.bytes).toBeLessThanOrEqual(100);
				}
			}),
		));
});
