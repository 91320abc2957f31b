import fc from "fast-check";
import { expect, test } from "vitest";
import { count } from "./count";

test("numbers are written as English writes them", () => {
	fc.assert(
		fc.property(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true })), (value) => {
			expect(count(value)).toBe((value === 0 ? 0 : value).toLocaleString("en"));
		}),
	);
});
