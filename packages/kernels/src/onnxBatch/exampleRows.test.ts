import type { TensorBytes } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import type { GraphInfo } from "../onnx/readGraph.ts";
import { numbersOf, tensorOf } from "../tensor/views.ts";
import { exampleRows } from "./exampleRows.ts";

const graphOf = (first: number | string, width: number): GraphInfo => ({
	inputs: [{ name: "x", dtype: "float32", dims: [first, width] }],
	outputs: [{ name: "y", dtype: "float32", dims: [first] }],
	nodes: 1,
	opset: 17,
	producer: "",
});
const rowsOf = (rows: number, width: number) =>
	tensorOf(
		"float32",
		[rows, width],
		Float32Array.from({ length: rows * width }, (_, at) => Math.floor(at / width)),
	);
const numbers = (tensor: TensorBytes | undefined) => Array.from(tensor ? numbersOf(tensor) : []);

it("takes all rows of a small batch, and 128 from first to last of a large one", () => {
	const small = exampleRows(graphOf("n", 2), { x: rowsOf(3, 2) });
	expect(small).toMatchObject({ rows: 3, of: 3 });
	expect(numbers(small.inputs.x)).toEqual([0, 0, 1, 1, 2, 2]);
	const large = exampleRows(graphOf("n", 1), { x: rowsOf(1_000, 1) });
	expect(large).toMatchObject({ rows: 128, of: 1_000 });
	const taken = numbers(large.inputs.x);
	expect(taken[0]).toBe(0);
	expect(taken[64]).toBe(500);
	expect(new Set(taken).size).toBe(128);
	expect(exampleRows(graphOf("n", 1), { x: rowsOf(1_000, 1) }, 8).rows).toBe(8);
});

it("takes fewer of large rows, but one at least", () => {
	const quarter = 128 * 1024; // 512 KiB a row
	expect(exampleRows(graphOf("n", quarter), { x: rowsOf(9, quarter) }).rows).toBe(4);
	const huge = 1024 * 1024;
	expect(exampleRows(graphOf("n", huge), { x: rowsOf(2, huge) }).rows).toBe(1);
});

it("fills a fixed batch up", () => {
	const { inputs, rows } = exampleRows(graphOf(4, 1), { x: rowsOf(3, 1) });
	expect(rows).toBe(3);
	expect(numbers(inputs.x)).toEqual([0, 1, 2, 2]);
	expect(exampleRows(graphOf(4, 1), { x: rowsOf(9, 1) }).rows).toBe(4);
});

it("says what doesn't fit", () => {
	expect(() => exampleRows(graphOf("n", 2), { x: rowsOf(3, 5) })).toThrow(/shape \[3, 5\]/);
});
