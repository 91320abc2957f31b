import { expect, test } from "vitest";
import { accuracyOf } from "./accuracy.ts";

test("the same text is wholly accurate", () => {
	expect(accuracyOf(["one line", "another"], ["one line", "another"])).toBe(1);
});

test("every wrong, missing or added character counts once, over the length of the true text", () => {
	expect(accuracyOf(["abcde", "fghij"], ["abXde", "fghi"])).toBeCloseTo(0.8);
	expect(accuracyOf(["abcde"], ["abcdef"])).toBeCloseTo(0.8);
});

test("a line that was not read is wholly wrong", () => {
	expect(accuracyOf(["abcde", "fghij"], ["abcde"])).toBeCloseTo(0.5);
});

test("without true text there is nothing to measure", () => {
	expect(() => accuracyOf([], [])).toThrow(RangeError);
});
