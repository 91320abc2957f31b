import { Address } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { durationText } from "./durationText.ts";
import { stoppedText } from "./provide/statusText.ts";

it("a duration is told in its two largest units", () => {
	expect([0, 400, 40_000, 60_000, 72 * 60_000, 3_605_000, 90_000_000].map(durationText)).toEqual([
		...["0 s", "0 s", "40 s", "1 min", "1 h 12 min", "1 h", "1 d 1 h"],
	]);
});

it("a provider that ends tells what it did, and nothing of what ending broke off", () => {
	const token = { address: Address.parse(`0x${"0".repeat(40)}`), symbol: "tUSD", decimals: 6 };
	const counts = { computed: 0, accepted: 0, refused: 0, errored: 0, agreed: 0, disagreed: 0 };
	const text = (change: Partial<typeof counts>, earnedThisVisit = "0") =>
		stoppedText({ counts: { ...counts, ...change }, earnedThisVisit }, 65_000, { token });
	expect(text({})).toBe("Stopped after 1 min 5 s; there was nothing to compute.");
	expect(text({ computed: 9, agreed: 5, refused: 1, errored: 2 }, "50000")).toBe(
		"Stopped after 1 min 5 s: 9 replicas computed, of which 5 agreed, 1 came too late, 3 not judged yet; 2 could not be computed; 0.05 tUSD earned.",
	);
});
