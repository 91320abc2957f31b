import { expect, it } from "vitest";
import { returnRelayGas, takeRelayGas } from "./relayGas.ts";
import { describeStore } from "./testing/describeStore.ts";

const noon = Date.parse("2026-01-31T12:00:00Z");

describeStore("the relayer's gas", (db) => {
	const take = (gas: bigint, now = noon) => takeRelayGas(db(), now, gas, 100n);

	it("is taken until the day's budget is used up, and what was not used comes back", async () => {
		expect(await take(101n)).toBe(false);
		expect(await take(60n)).toBe(true);
		expect(await take(41n)).toBe(false);
		expect(await take(40n)).toBe(true);
		await returnRelayGas(db(), noon, 15n);
		expect(await take(16n)).toBe(false);
		expect(await take(15n)).toBe(true);
	});

	it("begins anew at midnight UTC", async () => {
		expect(await take(100n, noon + 43_199_999)).toBe(true);
		expect(await take(1n, noon + 43_199_999)).toBe(false);
		expect(await take(100n, noon + 43_200_000)).toBe(true);
	});

	it("is never given twice to those who ask at once", async () => {
		const taken = await Promise.all(Array.from({ length: 8 }, () => take(30n)));
		expect(taken.filter(Boolean)).toHaveLength(3);
	});
});
