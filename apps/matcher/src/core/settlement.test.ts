import { JobState } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { stateAfterRollback, stateAfterSettled } from "./settlement.ts";

describe("stateAfterSettled", () => {
	it("is settled when something was verified, failed when nothing was", () => {
		expect(stateAfterSettled({ state: "settling", verified: 1 })).toBe("settled");
		expect(stateAfterSettled({ state: "settling", verified: 0 })).toBe("failed");
	});

	it("keeps cancelled, failed and expired jobs as they are", () => {
		for (const state of ["cancelled", "failed", "expired"] as const) {
			expect(stateAfterSettled({ state, verified: 3 })).toBe(state);
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
