import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Choices, noChoices } from "./choices";
import { decideHold, type Facts } from "./decideHold";
import { addDonated, nothingDonated } from "./donated";
import { localDay, nextMidnight } from "./localDay";

const noon = new Date(2026, 10, 21, 12).getTime();
const midnight = new Date(2026, 10, 22).getTime();
const facts: Facts = {
	now: noon,
	charging: true,
	visible: true,
	use: "idle",
	today: { shards: 0, computeMs: 0 },
	kernels: 3,
};
const reasonOf = (choices: Partial<Choices>, changed: Partial<Facts> = {}) =>
	decideHold({ ...noChoices, ...choices }, { ...facts, ...changed })?.reason ?? null;

describe("a provider rests", () => {
	it("on battery, unless the person said that it need not", () => {
		expect(reasonOf({}, { charging: false })).toBe("battery");
		expect(reasonOf({ stopOnBattery: false }, { charging: false })).toBeNull();
		expect(reasonOf({}, { charging: null })).toBeNull();
	});

	it("while no tab is on screen, when that was chosen", () => {
		expect(reasonOf({}, { visible: false })).toBeNull();
		expect(reasonOf({ onlyVisible: true }, { visible: false })).toBe("hidden");
		expect(reasonOf({ onlyVisible: true })).toBeNull();
	});

	it("while the computer is in use, and while nobody can tell", () => {
		expect(reasonOf({ onlyIdle: true })).toBeNull();
		expect(reasonOf({ onlyIdle: true }, { use: "active" })).toBe("in-use");
		expect(reasonOf({ onlyIdle: true }, { use: "unknown" })).toBe("idle-unknown");
		expect(reasonOf({}, { use: "active" })).toBeNull();
	});

	it("once the day's shards or minutes are done, until local midnight", () => {
		const shards = { dailyLimit: { unit: "shards", amount: 5 } } as const;
		expect(reasonOf(shards, { today: { shards: 4, computeMs: 1e9 } })).toBeNull();
		expect(
			decideHold({ ...noChoices, ...shards }, { ...facts, today: { shards: 5, computeMs: 0 } }),
		).toEqual({ reason: "daily-shards", until: midnight });
		const minutes = { dailyLimit: { unit: "minutes", amount: 2 } } as const;
		expect(reasonOf(minutes, { today: { shards: 1e6, computeMs: 119_999 } })).toBeNull();
		expect(reasonOf(minutes, { today: { shards: 0, computeMs: 120_000 } })).toBe("daily-minutes");
	});

	it("for as long as it was asked to, and not longer", () => {
		const snooze = { snoozedUntil: noon + 1_000 };
		expect(reasonOf(snooze)).toBe("snoozed");
		expect(reasonOf(snooze, { now: noon + 1_000 })).toBeNull();
	});

	it("when every kernel is declined", () => {
		expect(reasonOf({}, { kernels: 0 })).toBe("no-kernels");
	});

	it("never because of a condition that was not chosen", () => {
		const anything = fc.record({
			now: fc.integer({ min: 0, max: 4e12 }),
			charging: fc.constantFrom(true, false, null),
			visible: fc.boolean(),
			use: fc.constantFrom("idle" as const, "active" as const, "unknown" as const),
			today: fc.record({ shards: fc.nat(), computeMs: fc.nat() }),
			kernels: fc.integer({ min: 1, max: 9 }),
		});
		fc.assert(
			fc.property(anything, (any) => {
				expect(decideHold({ ...noChoices, stopOnBattery: false }, any)).toBeNull();
			}),
		);
	});
});

describe("the account of what was donated", () => {
	it("begins anew at local midnight, and keeps the total", () => {
		const work = { shards: 2, computeMs: 500 };
		const before = addDonated(nothingDonated(noon), work, midnight - 1);
		expect(before).toEqual({ day: "2026-11-21", today: work, total: work });
		const after = addDonated(before, { shards: 1, computeMs: 10 }, midnight);
		expect(after).toEqual({
			day: "2026-11-22",
			today: { shards: 1, computeMs: 10 },
			total: { shards: 3, computeMs: 510 },
		});
	});

	it("has a midnight between any moment and the next day", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
				const next = nextMidnight(now);
				expect(next).toBeGreaterThan(now);
				expect(localDay(next)).not.toBe(localDay(now));
				expect(localDay(next - 1)).toBe(localDay(now));
			}),
		);
	});
});
