import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOwners } from "./owners.ts";

const of = (providerId: string, wallet: string | null = null) => ({ providerId, wallet });

describe("countOwners", () => {
	it("counts session keys without a wallet one by one", () => {
		expect(countOwners([of("a"), of("b"), of("a")])).toBe(2);
	});

	it("counts the session keys of one wallet once, also through a third", () => {
		expect(countOwners([of("a", "w"), of("b", "w")])).toBe(1);
		expect(countOwners([of("a", "w"), of("b", "w"), of("b", "v"), of("c", "v")])).toBe(1);
		expect(countOwners([of("a", "w"), of("a"), of("b")])).toBe(2);
	});

	it("counts none in nothing", () => {
		expect(countOwners([])).toBe(0);
	});

	it("doesn't depend on the order, and never exceeds session keys or wallets", () => {
		const owned = fc.record({
			providerId: fc.constantFrom("a", "b", "c", "d"),
			wallet: fc.constantFrom("v", "w", "x"),
		});
		fc.assert(
			fc.property(fc.array(owned, { minLength: 1, maxLength: 8 }), (replicas) => {
				const count = countOwners(replicas);
				expect(countOwners([...replicas].reverse())).toBe(count);
				expect(count).toBeLessThanOrEqual(new Set(replicas.map((one) => one.providerId)).size);
				expect(count).toBeLessThanOrEqual(new Set(replicas.map((one) => one.wallet)).size);
			}),
		);
	});
});
