import { describe, expect, it } from "vitest";
import { auditCommitment, checkDraw } from "./auditSchedule.ts";

const secret = new Uint8Array(32).fill(7);

describe("checkDraw", () => {
	it("is the same for the same secret and shard, and another for another", () => {
		expect(checkDraw(secret, 5)).toBe(checkDraw(secret, 5));
		expect(checkDraw(secret, 6)).not.toBe(checkDraw(secret, 5));
		expect(checkDraw(new Uint8Array(32), 5)).not.toBe(checkDraw(secret, 5));
	});

	it("is spread evenly over [0, 1)", () => {
		const draws = Array.from({ length: 4000 }, (_, shard) => checkDraw(secret, shard));
		for (const draw of draws) expect(draw >= 0 && draw < 1).toBe(true);
		// Of 4,000, a tenth lies below 0.1: 400, give or take four standard deviations of 19.
		const low = draws.filter((draw) => draw < 0.1).length;
		expect(Math.abs(low - 400)).toBeLessThan(76);
	});
});

describe("auditCommitment", () => {
	it("is keccak-256 of the secret", () => {
		expect(auditCommitment(new Uint8Array(0))).toBe(
			"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
		);
	});
});
