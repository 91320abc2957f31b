import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brightness, lightsOf } from "./pulses";

describe("a light in the field", () => {
	it("rises, falls and ends, and is never brighter than it may be", () => {
		fc.assert(
			fc.property(fc.boolean(), fc.nat(10_000), fc.nat(20_000), (own, at, now) => {
				for (const light of lightsOf({ column: 3, row: 4 }, at, own)) {
					const bright = brightness(light, now);
					if (now > light.at + 3_000) expect(bright).toBeNull();
					else if (bright !== null) {
						expect(bright).toBeGreaterThanOrEqual(0);
						expect(bright).toBeLessThanOrEqual(light.strength);
					}
				}
			}),
		);
	});

	it("has rings around it only when the shard was computed here", () => {
		expect(lightsOf({ column: 0, row: 0 }, 0, false)).toHaveLength(1);
		expect(lightsOf({ column: 0, row: 0 }, 0, true)).toHaveLength(1 + 4 + 8);
	});
});
