import { describe, expect, it } from "vitest";
import { loadOcrDictionary } from "../node/ocrDictionary.ts";
import { characterOf, decodeCtc } from "./decode.ts";
import { format } from "./format.ts";
import { dictionary } from "./generated/dictionary.ts";

/** Classes of a text, as the model would name them. */
const classOf = (character: string) =>
	character === " " ? format.space : Array.from(dictionary).indexOf(character) + 1;
const decode = (steps: string) => {
	const classes = Array.from(steps, (step) => (step === "_" ? format.blank : classOf(step)));
	return decodeCtc(
		classes,
		classes.map(() => 0.5),
	);
};

describe("the dictionary", () => {
	it("is the model package's own, one code point a class", async () => {
		expect(Array.from(dictionary)).toEqual(await loadOcrDictionary());
		expect(Array.from(dictionary)).toHaveLength(format.classes - 2);
	});

	it("has no class beyond the space, and none for the blank", () => {
		expect(characterOf(format.space)).toBe(" ");
		expect(() => characterOf(format.classes)).toThrow(/no class/);
		expect(() => characterOf(format.blank)).toThrow(/no class/);
	});
});

describe("greedy CTC decoding", () => {
	it("merges repetitions, keeps doubles that a blank parts, and drops blanks", () => {
		expect(decode("__hheel_lloo__").text).toBe("hello");
		expect(decode("____").text).toBe("");
		expect(decode("a b").text).toBe("a b");
	});

	it("drops the margins' spaces", () => {
		expect(decode(" _ab _ ").text).toBe("ab");
		expect(decode("  _ ").text).toBe("");
	});

	it("takes the mean score of the characters that it keeps for confidence", () => {
		const [a, b] = [classOf("a"), classOf("b")];
		const { confidence } = decodeCtc(
			[format.space, a, a, format.blank, b],
			[0.1, 0.8, 0.2, 0.3, 0.6],
		);
		expect(confidence).toBeCloseTo(0.7, 12);
		expect(decodeCtc([], []).confidence).toBe(0);
	});
});
