import {
	type Comparator,
	Comparator as ComparatorSchema,
	type TensorBytes,
} from "@tabgrid/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringBytes, tensorOf } from "../tensor/views.ts";
import { compareOutputs } from "./compareOutputs.ts";

type Text = Extract<Comparator, { kind: "text" }>;
const text = (edits: number, blank?: number): Text => ({
	kind: "text",
	edits,
	...(blank === undefined ? {} : { blank }),
});
const compare = (a: TensorBytes, b: TensorBytes, rule: Text) =>
	compareOutputs({ y: a }, { y: b }, { y: rule }, () => ({ kind: "exact" }));
const strings = (...list: string[]): TensorBytes => ({
	dtype: "string",
	dims: [list.length],
	data: stringBytes(list),
});
const integers = (...list: number[]) => tensorOf("int32", [1, list.length], Int32Array.from(list));

/** Scores of four classes in which each step's best is the one given. */
const scores = (best: readonly number[], sure = 5) =>
	tensorOf(
		"float32",
		[1, best.length, 4],
		Float32Array.from(
			best.flatMap((name) => [0, 1, 2, 3].map((each) => (each === name ? sure : 0))),
		),
	);

/** An insertion, a deletion or an exchange, at a share of the text's length. */
const edit = fc.tuple(
	fc.constantFrom("insert", "delete", "exchange"),
	fc.double({ min: 0, max: 0.999, noNaN: true }),
	fc.integer({ min: 0x61, max: 0x66 }),
);

describe("text", () => {
	it("raises no alarm under as many edits as it permits, in any text of the tensor", () => {
		const word = fc.string({ unit: "grapheme", maxLength: 20 });
		fc.assert(
			fc.property(
				fc.array(word, { minLength: 1, maxLength: 4 }),
				fc.array(edit, { maxLength: 5 }),
				(list, edits) => {
					const changed = list.map((one) => {
						const points = Array.from(one);
						for (const [how, share, code] of edits) {
							const at = Math.floor(share * points.length);
							const inserted = how === "delete" ? [] : [String.fromCodePoint(code)];
							points.splice(at, how === "insert" ? 0 : 1, ...inserted);
						}
						return points.join("");
					});
					expect(compare(strings(...list), strings(...changed), text(edits.length)).agree).toBe(
						true,
					);
				},
			),
		);
	});

	it("catches one edit more, in a single text among many, and says which", () => {
		const { agree, outputs } = compare(
			strings("same", "kitten"),
			strings("same", "sitting"),
			text(2),
		);
		expect(agree).toBe(false);
		expect(outputs[0]?.why).toBe("text 1, “kitten” against “sitting”, takes more than 2 edits");
		expect(compare(strings("kitten"), strings("sitting"), text(3)).distance).toBe(1);
	});

	it("is not transitive: edits add up", () => {
		const agree = (a: string, b: string) => compare(strings(a), strings(b), text(1)).agree;
		expect([agree("cat", "cut"), agree("cut", "cup"), agree("cat", "cup")]).toEqual([
			true,
			true,
			false,
		]);
	});

	it("counts code points, not halves of them, and normalises nothing", () => {
		expect(compare(strings("a🙂"), strings("a🙃"), text(1)).agree).toBe(true);
		expect(compare(strings("\u00e9"), strings("e\u0301"), text(0)).agree).toBe(false);
	});

	it("reads rows of integers as texts, with CTC's rule where a blank is named", () => {
		expect(compare(integers(3, 3, 0, 1), integers(3, 0, 1, 1), text(0, 0)).agree).toBe(true);
		expect(compare(integers(3, 3, 0, 1), integers(3, 0, 1, 1), text(1)).agree).toBe(false);
		expect(compare(integers(3, 0, 3, 1), integers(3, 3, 0, 1), text(0, 0)).agree).toBe(false);
	});

	it("reads scores by the best class of each step, whatever the scores are", () => {
		expect(compare(scores([0, 1, 1, 2]), scores([1, 0, 2, 2], 9), text(0, 0)).agree).toBe(true);
		expect(compare(scores([0, 1, 1, 2]), scores([0, 3, 3, 2]), text(0, 0)).agree).toBe(false);
		expect(compare(scores([0, 1, 1, 2]), scores([0, 3, 3, 2]), text(1, 0)).agree).toBe(true);
		const one = tensorOf("float32", [4], Float32Array.of(0, 3, 1, 2));
		expect(compare(one, tensorOf("float32", [4], Float32Array.of(0, 9, 1, 2)), text(0)).agree).toBe(
			true,
		);
	});

	it("wants NaN at the same places, and reads a step of nothing but NaN as no class", () => {
		const half = scores([1, 2]);
		const broken = { ...half, data: new Uint8Array(half.data) };
		new DataView(broken.data.buffer).setFloat32(0, Number.NaN, true);
		expect(compare(half, broken, text(64)).agree).toBe(false);
		const never = (sure: number) =>
			tensorOf("float32", [2, 2], Float32Array.of(Number.NaN, Number.NaN, 0, sure));
		expect(compare(never(1), never(2), text(0)).agree).toBe(true);
	});

	it("takes a string tensor that holds no strings for another answer", () => {
		const broken: TensorBytes = { ...strings("a"), data: Uint8Array.of(1, 2, 3) };
		expect(compare(strings("a"), broken, text(9))).toMatchObject({ agree: false });
	});

	it("permits 64 edits at most", () => {
		expect(ComparatorSchema.safeParse(text(64, 0)).success).toBe(true);
		expect(ComparatorSchema.safeParse(text(65)).success).toBe(false);
	});
});
