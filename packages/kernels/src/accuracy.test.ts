import * as fc from "fast-check";
import { expect, it } from "vitest";
import { characterErrorRate } from "./accuracy.ts";

it("counts what must be exchanged, left out or put in, over the truth's length", () => {
	expect(characterErrorRate("kitten", "sitting")).toBe(3 / 6);
	expect(characterErrorRate("abcd", "abd")).toBe(1 / 4);
	expect(characterErrorRate("ab", "abcd")).toBe(1);
	expect(characterErrorRate("", "")).toBe(0);
	expect(characterErrorRate("", "x")).toBe(1);
});

it("is 0 for the truth alone, and counts a character outside the basic plane once", () => {
	const text = fc.string({ unit: "binary" });
	fc.assert(
		fc.property(text, text, (truth, read) => {
			const rate = characterErrorRate(truth, read);
			expect(rate === 0).toBe(truth === read);
		}),
	);
	expect(characterErrorRate("😀a", "😁a")).toBe(1 / 2);
});
