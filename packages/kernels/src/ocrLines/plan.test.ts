import { decodeBundle } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { numbersOf } from "../tensor/views.ts";
import { ocrLines } from "./kernel.ts";
import { planOcrLines } from "./plan.ts";
import type { LinePicture } from "./resize.ts";

const grey = (label: string, width: number, value: number): LinePicture => ({
	label,
	width,
	height: 48,
	data: new Uint8Array(width * 48 * 4).fill(value),
});
const pictures = [grey("a", 300, 10), grey("b", 90, 20), grey("c", 310, 30), grey("d", 100, 40)];

describe("planning lines", () => {
	it("makes a shard a line unless told otherwise, in the order given", () => {
		const plan = planOcrLines(pictures);
		expect(plan).toMatchObject({ kernel: "ocr-lines", shardCount: 4, items: 4, params: {} });
		expect([...plan.shards()].map(({ labels }) => labels)).toEqual([["a"], ["b"], ["c"], ["d"]]);
	});

	it("lets lines of similar width share a shard, filled up with their own background", () => {
		const shards = [...planOcrLines(pictures, { linesPerShard: 2 }).shards()];
		expect(shards.map(({ labels }) => labels)).toEqual([
			["b", "d"],
			["a", "c"],
		]);
		const { pixels, line } = decodeBundle(shards[0]?.input ?? new Uint8Array());
		expect(pixels?.dims).toEqual([2, 3, 48, 104]);
		expect(line && Array.from(numbersOf(line))).toEqual([1, 3]);
		// Alpha is the grey value too: light greys over white.
		const values = pixels ? [...pixels.data] : [];
		const half = values.length / 2;
		expect(new Set(values.slice(0, half)).size).toBe(1);
		expect(new Set(values.slice(half)).size).toBe(1);
		expect(values[0]).not.toBe(values[half]);
	});

	it("yields the same bytes each time", () => {
		const plan = planOcrLines(pictures, { linesPerShard: 3 });
		const first = [...plan.shards()];
		expect(first).toHaveLength(plan.shardCount);
		expect([...plan.shards()]).toEqual(first);
	});

	it("refuses nothing at all, empty pictures and odd options", () => {
		expect(() => planOcrLines([])).toThrow(/at least one picture/);
		expect(() => planOcrLines([{ ...grey("x", 1, 0), width: 0 }])).toThrow(/"x" is an empty/);
		for (const linesPerShard of [0, 17, 1.5])
			expect(() => planOcrLines(pictures, { linesPerShard })).toThrow(
				expect.objectContaining({ code: "BAD_PARAMS" }),
			);
	});
});

describe("feeding a shard", () => {
	it("maps 0…255 to −1…1 in BGR order", () => {
		const black = { ...grey("x", 48, 0) };
		black.data.forEach((_, index) => {
			if (index % 4 === 3 || index % 4 === 0) black.data[index] = 255;
		});
		const [shard] = planOcrLines([black]).shards();
		const { x } = ocrLines.feeds(decodeBundle(shard?.input ?? new Uint8Array()), {});
		expect(x?.dims).toEqual([1, 3, 48, 48]);
		const values = x ? numbersOf(x) : [];
		// Pure red: blue and green are −1, red is 1.
		expect([0, 48 * 48, 2 * 48 * 48].map((at) => values[at])).toEqual([-1, -1, 1]);
	});

	it("refuses a bundle that no planner made", () => {
		const pixels = { dtype: "uint8", dims: [1, 3, 48, 50], data: new Uint8Array(7200) } as const;
		expect(() => ocrLines.feeds({}, {})).toThrow(/no uint8 pixels/);
		expect(() => ocrLines.feeds({ pixels }, {})).toThrow(/width is 50/);
		const bad = expect.objectContaining({ code: "BAD_INPUT" });
		expect(() => ocrLines.feeds({ pixels: { ...pixels, dims: [1, 3, 50, 48] } }, {})).toThrow(bad);
	});
});

it("estimates cost from the pixels: the same for one wide line and two of half the width", () => {
	const cost = (items: number, bytes: number) =>
		ocrLines.cost({ items, bytes }, { bytes: 10_822_323 }, {});
	expect(cost(1, 3 * 48 * 640)).toEqual(cost(2, 3 * 48 * 640));
	// 2.8 GFLOP for 640 columns, counted from the graph's convolutions and matrix products.
	expect(cost(1, 3 * 48 * 640).flop).toBeCloseTo(2.816e9, -7);
});
