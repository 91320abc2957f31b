import { describe, expect, it } from "vitest";
import { buildModel } from "../onnx/buildModel.ts";
import { tensorOf } from "../tensor/views.ts";
import { onnxBatch } from "./kernel.ts";
import { planOnnxBatch } from "./plan.ts";

const ramp = (rows: number, width: number) =>
	tensorOf(
		"float32",
		[rows, width],
		Float32Array.from({ length: rows * width }, (_, i) => i / 7),
	);

describe("planning", () => {
	const model = buildModel({
		name: "relu",
		inputs: [{ name: "x", dtype: "float32", dims: ["n", 3] }],
		outputs: [{ name: "y", dtype: "float32", dims: ["n", 3] }],
		nodes: [{ op: "Relu", inputs: ["x"], outputs: ["y"] }],
	});

	it("yields the same bytes each time, and as many shards and items as it said", () => {
		const plan = planOnnxBatch({ model, inputs: { x: ramp(50, 3) } });
		const first = [...plan.shards()];
		expect(first).toHaveLength(plan.shardCount);
		expect(first.reduce((sum, { items }) => sum + items, 0)).toBe(plan.items);
		expect([...plan.shards()]).toEqual(first);
		expect(onnxBatch.params.parse(JSON.parse(JSON.stringify(plan.params)))).toEqual(plan.params);
	});

	it("makes shards smaller when rows are large, and refuses rows over the limit", () => {
		const wide = buildModel({
			name: "wide",
			inputs: [{ name: "x", dtype: "uint8", dims: ["n", "w"] }],
			outputs: [{ name: "y", dtype: "uint8", dims: ["n", "w"] }],
			nodes: [{ op: "Identity", inputs: ["x"], outputs: ["y"] }],
		});
		const bytes = (rows: number, width: number) =>
			tensorOf("uint8", [rows, width], new Uint8Array(rows * width));
		expect(planOnnxBatch({ model: wide, inputs: { x: bytes(4, 30_000_000) } }).shardCount).toBe(2);
		expect(() => planOnnxBatch({ model: wide, inputs: { x: bytes(1, 70_000_000) } })).toThrow(
			expect.objectContaining({ code: "TOO_LARGE" }),
		);
	});

	it("leaves a batch whole whose size another input has as well, where cutting would break it", () => {
		const recurrent = buildModel({
			name: "recurrent",
			inputs: [
				{ name: "x", dtype: "float32", dims: ["n", 3] },
				{ name: "state", dtype: "float32", dims: [2, "n"] },
			],
			outputs: [{ name: "y", dtype: "float32", dims: ["n", 3] }],
			nodes: [
				{ op: "Transpose", inputs: ["state"], outputs: ["rows"] },
				{ op: "MatMul", inputs: ["rows", "weights"], outputs: ["bias"] },
				{ op: "Add", inputs: ["x", "bias"], outputs: ["y"] },
			],
			weights: { weights: tensorOf("float32", [2, 3], new Float32Array(6)) },
		});
		const plan = (rows: number, states: number, rowsPerShard?: number) =>
			planOnnxBatch(
				{ model: recurrent, inputs: { x: ramp(rows, 3), state: ramp(2, states) } },
				rowsPerShard === undefined ? {} : { rowsPerShard },
			);
		expect(plan(50, 50).shardCount).toBe(1);
		expect(plan(50, 50, 50).shardCount).toBe(1);
		expect(() => plan(50, 50, 10)).toThrow(/"state" has the batch's dimension too/);
		// Of another size it is the same for all rows.
		expect(plan(50, 1).shardCount).toBe(4);
	});

	it("refuses options that don't make sense", () => {
		const inputs = { x: ramp(4, 3) };
		const plan = (options: Parameters<typeof planOnnxBatch>[1]) => () =>
			planOnnxBatch({ model, inputs }, options);
		expect(plan({ rowsPerShard: 0 })).toThrow(/whole number/);
		expect(plan({ outputs: { z: "concat" } })).toThrow(/no output "z"; it has "y"/);
		expect(plan({ outputs: {} })).toThrow(expect.objectContaining({ code: "BAD_PARAMS" }));
	});
});
