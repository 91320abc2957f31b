import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earnedAfter, payableReplicas } from "./payment.ts";

describe("payment", () => {
	it("pays every agreed replica, but no shard for more than maxReplicas", () => {
		expect(payableReplicas(3, 0, 4)).toBe(3);
		expect(payableReplicas(3, 2, 4)).toBe(2);
		expect(payableReplicas(1, 4, 4)).toBe(0);
	});

	it("adds the price for each replica paid", () => {
		expect(earnedAfter({ price: 7n, budget: 100n, earned: 50n }, 3)).toBe(71n);
	});

	it("refuses to promise more than the budget", () => {
		expect(() => earnedAfter({ price: 7n, budget: 70n, earned: 50n }, 3)).toThrow(/budget/);
	});

	it("never exceeds the worst case, in whatever order replicas agree", () => {
		const batches = fc.array(fc.nat({ max: 5 }), { maxLength: 30 });
		fc.assert(
			fc.property(batches, fc.integer({ min: 1, max: 10 }), (agreed, maxReplicas) => {
				const price = 3n;
				const money = { price, budget: price * BigInt(maxReplicas), earned: 0n };
				let paid = 0;
				for (const now of agreed) {
					const more = payableReplicas(now, paid, maxReplicas);
					money.earned = earnedAfter(money, more);
					paid += more;
				}
				expect(money.earned).toBe(
					price *
						BigInt(
							Math.min(
								maxReplicas,
								agreed.reduce((a, b) => a + b, 0),
							),
						),
				);
			}),
		);
	});
});
