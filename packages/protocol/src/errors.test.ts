import { expect, test } from "vitest";
import { z } from "zod";
import { parseOrThrow, WireError } from "./errors.ts";
import { Amount, amountText } from "./money.ts";
import { TabgridError } from "./tabgridError.ts";

test("an error keeps its code, sentence and facts over the wire, and nothing else", () => {
	const error = new TabgridError("RATE_LIMITED", "Too many requests; wait a second.", {
		retryAfterMs: 1000,
		details: { limit: 5 },
		cause: new Error("secret"),
	});
	const wire = WireError.parse(JSON.parse(JSON.stringify(error.toWire())));
	expect(JSON.stringify(wire)).not.toContain("secret");
	expect(TabgridError.fromWire(wire)).toMatchObject({
		code: "RATE_LIMITED",
		retryAfterMs: 1000,
		details: { limit: 5 },
	});
});

test("a failed parse names the field at fault", () => {
	const schema = z.object({ job: z.object({ shards: z.int() }) });
	expect(() => parseOrThrow(schema, { job: { shards: "x" } })).toThrow(/job\.shards/);
});

test("amounts are whole minor units below 2^128 and survive text", () => {
	for (const bad of ["-1", "1.5", "01", "1e3", "", (2n ** 128n).toString()])
		expect(Amount.safeParse(bad).success).toBe(false);
	const most = 2n ** 128n - 1n;
	expect(Amount.parse(amountText(most))).toBe(most);
	expect(() => amountText(-1n)).toThrow(RangeError);
});
