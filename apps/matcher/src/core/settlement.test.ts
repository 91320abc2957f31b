import { JobState } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { endAfterSettled, stateAfterRollback } from "./settlement.ts";

describe("endAfterSettled", () => {
	const settled = { earned: 5n, resultRoot: "0xaa" };

	it("is settled when something was verified, failed when nothing was", () => {
		// Whatever a reorganisation has made of its state meanwhile.
		for (const state of ["settling", "running", "funded"] as const) {
			const end = (verified: number) =>
				endAfterSettled({ state, verified, resultRoot: "0xaa" }, settled);
			expect(end(1)).toEqual({ state: "settled", reason: null });
			expect(end(0)).toMatchObject({ state: "failed", reason: "No shard was verified." });
		}
	});

	it("is settled, with the reason, when the chain paid for work that a restored database lacks", () => {
		for (const resultRoot of [null, "0xbb"]) {
			const end = (verified: number) =>
				endAfterSettled({ state: "running", verified, resultRoot }, settled);
			expect(end(0)).toMatchObject({ state: "settled", reason: expect.stringMatching(/backup/) });
			expect(end(3)).toEqual(end(0));
		}
		const unpaid = { ...settled, earned: 0n };
		expect(
			endAfterSettled({ state: "funded", verified: 0, resultRoot: null }, unpaid),
		).toMatchObject({ state: "failed" });
	});

	it("keeps cancelled, failed and expired jobs as they are", () => {
		for (const state of ["cancelled", "failed", "expired"] as const) {
			expect(endAfterSettled({ state, verified: 3, resultRoot: null }, settled)).toEqual({
				state,
				reason: null,
			});
		}
	});
});

describe("stateAfterRollback", () => {
	const after = (
		state: JobState,
		change: { posted: boolean; closed: boolean; started?: boolean },
	) => stateAfterRollback({ state, started: true, ...change });

	it("makes a job whose payment is gone a draft again, unless its client cancelled it", () => {
		for (const state of JobState.options) {
			expect(after(state, { posted: false, closed: false })).toBe(
				state === "cancelled" ? "cancelled" : "draft",
			);
		}
	});

	it("settles again what was closed by an event that is gone", () => {
		for (const state of ["settled", "expired", "failed"] as const) {
			expect(after(state, { posted: true, closed: false })).toBe("settling");
		}
		const neverRun = { posted: true, closed: false, started: false };
		expect(after("failed", neverRun)).toBe("failed");
	});

	it("changes nothing while the events that led to a state still stand", () => {
		for (const state of JobState.options) {
			expect(after(state, { posted: true, closed: true })).toBe(state);
		}
		expect(after("running", { posted: true, closed: false })).toBe("running");
	});
});
