import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCanaryFor, wantsCanary } from "./canary.ts";

describe("wantsCanary", () => {
	it("never spends more than its share of the replicas delivered, whatever the draws", () => {
		const share = fc.double({ min: 0, max: 0.5, noNaN: true });
		const draws = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 });
		fc.assert(
			fc.property(share, draws, (canaryShare, list) => {
				let canaries = 0;
				for (const [delivered, draw] of list.entries()) {
					if (wantsCanary({ canaryShare }, { delivered, canaries }, draw)) canaries += 1;
					expect(canaries).toBeLessThanOrEqual(canaryShare * delivered);
				}
			}),
		);
	});

	it("spends what it may when draws fall evenly", () => {
		let canaries = 0;
		for (let delivered = 0; delivered < 10_000; delivered++) {
			const draw = (delivered * 0.618_033_988_75) % 1;
			if (wantsCanary({ canaryShare: 0.01 }, { delivered, canaries }, draw)) canaries += 1;
		}
		expect(canaries).toBeGreaterThan(90);
	});

	it("sends none under a policy without canaries", () => {
		const budget = { delivered: 1_000_000, canaries: 0 };
		expect(wantsCanary({ canaryShare: 0 }, budget, 0)).toBe(false);
	});
});

describe("isCanaryFor", () => {
	const rules = { finalOdds: 9.2 };

	it("is a shard whose answer could settle, and that nobody of the provider's origin had", () => {
		const shard = { odds: 9.2, origins: new Set(["a", "b"]) };
		expect(isCanaryFor(rules, shard, "c")).toBe(true);
		expect(isCanaryFor(rules, shard, "b")).toBe(false);
		expect(isCanaryFor(rules, { ...shard, odds: 9.1 }, "c")).toBe(false);
	});

	it("is used up when many have seen it", () => {
		const seen = { odds: 9.2, origins: new Set([1, 2, 3, 4, 5, 6]) };
		expect(isCanaryFor(rules, seen, 7)).toBe(false);
	});
});
