import { type Dtype, decodeBundle, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { readNpz } from "../formats/npz.ts";
import type { MergeShard, Plan } from "../kernel.ts";
import { loadClassifierExample } from "../node/examples.ts";
import { buildModel, type GraphDescription } from "../onnx/buildModel.ts";
import { readGraph } from "../onnx/readGraph.ts";
import { numberToHalf } from "../tensor/half.ts";
import { packNibbles } from "../tensor/nibbles.ts";
import { numbersOf, stringBytes, tensorOf } from "../tensor/views.ts";
import { openModel } from "../testing/runModel.ts";
import { onnxBatch } from "./kernel.ts";
import { verifiedArray } from "./merge.ts";
import type { OnnxBatchParams } from "./params.ts";
import { planOnnxBatch } from "./plan.ts";
import { readInputFiles } from "./readInputs.ts";

type Run = (feeds: TensorBundle) => Promise<TensorBundle>;

/** What providers do with the shards of a plan. */
async function compute({ params, shards }: Plan<OnnxBatchParams>, run: Run): Promise<MergeShard[]> {
	const done: MergeShard[] = [];
	for (const { input, items } of shards()) {
		const bundle = decodeBundle(input);
		const raw = await run(onnxBatch.feeds(bundle, params));
		done.push({ index: done.length, items, output: onnxBatch.outputs(raw, bundle, params) });
	}
	return done;
}

async function merged(plan: Plan<OnnxBatchParams>, shards: MergeShard[]): Promise<TensorBundle> {
	return readNpz((await onnxBatch.merge(shards, plan.params)).bytes);
}

const plain = (tensor: TensorBytes | undefined) =>
	tensor && { ...tensor, data: Array.from(tensor.data) };
const ramp = (rows: number, width: number) =>
	tensorOf(
		"float32",
		[rows, width],
		Float32Array.from({ length: rows * width }, (_, i) => i / 7),
	);

describe("a batch in shards gives what the whole batch gives", () => {
	it("for the example classifier, within the default tolerance", async () => {
		const { model, inputs } = await loadClassifierExample();
		const batch = readInputFiles(inputs, readGraph(model));
		const run = await openModel(model);
		const plan = planOnnxBatch({ model, inputs: batch }, { rowsPerShard: 5 });
		expect(plan).toMatchObject({ shardCount: 13, items: 64 });
		const artifact = await merged(plan, await compute(plan, run));
		const whole = await run(batch);
		const { agree } = compareOutputs(artifact, whole, {}, onnxBatch.comparator);
		expect(agree).toBe(true);
		expect(artifact.logits?.dims).toEqual([64, 10]);
	});

	it("for a model with a fixed batch, filled up and cut back", async () => {
		const fixed: GraphDescription = {
			name: "fixed",
			inputs: [{ name: "x", dtype: "float32", dims: [4, 3] }],
			outputs: [
				{ name: "y", dtype: "float32", dims: [4, 3] },
				{ name: "flat", dtype: "float32", dims: [12] },
			],
			nodes: [
				{ op: "Neg", inputs: ["x"], outputs: ["y"] },
				{ op: "Flatten", inputs: ["y"], outputs: ["column"], attributes: { axis: 0 } },
				{ op: "Squeeze", inputs: ["column"], outputs: ["flat"] },
			],
		};
		const plan = planOnnxBatch({ model: buildModel(fixed), inputs: { x: ramp(10, 3) } });
		expect(plan).toMatchObject({ shardCount: 3, params: { fixedRows: 4 } });
		const artifact = await merged(plan, await compute(plan, await openModel(buildModel(fixed))));
		const negated = Array.from(numbersOf(ramp(10, 3)), (value) => -value);
		expect(artifact.y?.dims).toEqual([10, 3]);
		expect(artifact.flat?.dims).toEqual([30]);
		for (const name of ["y", "flat"]) {
			const tensor = artifact[name];
			expect(tensor && Array.from(numbersOf(tensor))).toEqual(negated.map(Math.fround));
		}
	});

	const samples: Partial<Record<Dtype, TensorBytes>> = {
		float64: tensorOf("float64", [3], Float64Array.of(0.1, -2, 1e300)),
		float16: tensorOf("float16", [3], Uint16Array.of(...[0.5, -7, 65504].map(numberToHalf))),
		int64: tensorOf("int64", [3], BigInt64Array.of(2n ** 62n, -1n, 0n)),
		uint64: tensorOf("uint64", [3], BigUint64Array.of(2n ** 64n - 1n, 5n, 0n)),
		int32: tensorOf("int32", [3], Int32Array.of(-1, 2, 3)),
		uint32: tensorOf("uint32", [3], Uint32Array.of(2 ** 32 - 1, 2, 3)),
		int16: tensorOf("int16", [3], Int16Array.of(-1, 2, 3)),
		uint16: tensorOf("uint16", [3], Uint16Array.of(65535, 2, 3)),
		int8: tensorOf("int8", [3], Int8Array.of(-1, 2, 3)),
		uint8: tensorOf("uint8", [3], Uint8Array.of(255, 2, 3)),
		bool: tensorOf("bool", [3], Uint8Array.of(1, 0, 1)),
		string: { dtype: "string", dims: [3], data: stringBytes(["grüß", "", "line\nbreak"]) },
	};
	it.each(Object.entries(samples))("for %s, untouched to the last bit", async (_, x) => {
		const value = { dtype: x.dtype, dims: ["n"] };
		const model = buildModel({
			name: "copy",
			inputs: [{ name: "x", ...value }],
			outputs: [{ name: "y", ...value }],
			nodes: [{ op: "Identity", inputs: ["x"], outputs: ["y"] }],
		});
		const plan = planOnnxBatch({ model, inputs: { x } }, { rowsPerShard: 2 });
		const artifact = await merged(plan, await compute(plan, await openModel(model)));
		expect(plain(artifact.y)).toEqual(plain(x));
	});

	it("for packed 4-bit integers, rows of odd width too", async () => {
		const x: TensorBytes = {
			dtype: "int4",
			dims: [3, 3],
			data: packNibbles([1, -8, 7, 0, 2, -1, 3, 4, 5]),
		};
		const model = buildModel({
			name: "dequantize",
			opset: 21,
			inputs: [{ name: "x", dtype: "int4", dims: ["n", 3] }],
			outputs: [{ name: "y", dtype: "float32", dims: ["n", 3] }],
			nodes: [{ op: "DequantizeLinear", inputs: ["x", "scale"], outputs: ["y"] }],
			weights: { scale: tensorOf("float32", [], Float32Array.of(2)) },
		});
		const plan = planOnnxBatch({ model, inputs: { x } }, { rowsPerShard: 1 });
		const { y } = await merged(plan, await compute(plan, await openModel(model)));
		expect(y && Array.from(numbersOf(y))).toEqual([2, -16, 14, 0, 4, -2, 6, 8, 10]);
	});

	it("with an input that all shards share and an output that sums a shard up", async () => {
		const model = buildModel({
			name: "sum",
			inputs: [
				{ name: "x", dtype: "float32", dims: ["n", 2] },
				{ name: "factor", dtype: "float32", dims: [1] },
			],
			outputs: [
				{ name: "y", dtype: "float32", dims: ["n", 2] },
				{ name: "total", dtype: "float32", dims: [] },
			],
			nodes: [
				{ op: "Mul", inputs: ["x", "factor"], outputs: ["y"] },
				{ op: "ReduceSum", inputs: ["y"], outputs: ["total"], attributes: { keepdims: 0 } },
			],
		});
		const factor = tensorOf("float32", [1], Float32Array.of(2));
		const x = tensorOf("float32", [3, 2], Float32Array.of(1, 2, 3, 4, 5, 6));
		const plan = planOnnxBatch({ model, inputs: { x, factor } }, { rowsPerShard: 2 });
		expect(plan.params.outputs).toEqual({ y: "concat", total: "stack" });
		const artifact = await merged(plan, await compute(plan, await openModel(model)));
		expect(artifact.total && Array.from(numbersOf(artifact.total))).toEqual([20, 22]);
		expect(artifact.y?.dims).toEqual([3, 2]);
	});
});

describe("merging around a failed shard", () => {
	const params: OnnxBatchParams = { batched: ["x"], fixedRows: null, outputs: { y: "concat" } };
	const row = (...values: number[]): TensorBundle => ({
		y: tensorOf("float32", [values.length], Float32Array.from(values)),
	});

	it("keeps every row at its place and tells which are verified", async () => {
		const shards: MergeShard[] = [
			{ index: 2, items: 1, output: row(5) },
			{ index: 0, items: 2, output: row(1, 2) },
			{ index: 1, items: 2 },
		];
		const artifact = readNpz((await onnxBatch.merge(shards, params)).bytes);
		expect(artifact.y && Array.from(numbersOf(artifact.y))).toEqual([
			1,
			2,
			Number.NaN,
			Number.NaN,
			5,
		]);
		expect(Array.from(artifact[verifiedArray]?.data ?? [])).toEqual([1, 1, 0, 0, 1]);
	});

	it("takes a shard whose output is of another kind than the others' for a failed one", async () => {
		const other: TensorBundle = { y: tensorOf("int32", [1], Int32Array.of(9)) };
		const shards: MergeShard[] = [
			{ index: 0, items: 1, output: other },
			{ index: 1, items: 1, output: row(1) },
			{ index: 2, items: 1, output: row(2) },
			{ index: 3, items: 1, output: {} },
		];
		const artifact = readNpz((await onnxBatch.merge(shards, params)).bytes);
		expect(artifact.y && Array.from(numbersOf(artifact.y))).toEqual([Number.NaN, 1, 2, Number.NaN]);
		expect(Array.from(artifact[verifiedArray]?.data ?? [])).toEqual([0, 1, 1, 0]);
	});

	it("refuses when nothing was verified", async () => {
		await expect(onnxBatch.merge([{ index: 0, items: 1 }], params)).rejects.toThrow(/No shard/);
	});
});

it("refuses to fill a shard up beyond the limit of one", () => {
	const params: OnnxBatchParams = {
		batched: ["x"],
		fixedRows: 1_000_000,
		outputs: { y: "concat" },
	};
	expect(() => onnxBatch.feeds({ x: ramp(1, 100) }, params)).toThrow(/over a shard's limit/);
});

it("tells a model's failure from an honest shard: a missing output is an error", () => {
	const params: OnnxBatchParams = { batched: ["x"], fixedRows: null, outputs: { y: "concat" } };
	const run = () => onnxBatch.outputs({}, { x: ramp(2, 2) }, params);
	expect(run).toThrow(expect.objectContaining({ code: "MODEL_FAILED" }));
});

it("compares floats by a scaled tolerance and everything else exactly, unless told otherwise", () => {
	expect(onnxBatch.comparator("y", "float32").kind).toBe("close");
	expect(onnxBatch.comparator("y", "float16")).toMatchObject({ kind: "close", rtol: 1e-2 });
	for (const dtype of ["int64", "bool", "string", "uint8", "int4"] as const)
		expect(onnxBatch.comparator("y", dtype)).toEqual({ kind: "exact" });
});

it("costs more for more rows, larger models and what the client states", () => {
	const params: OnnxBatchParams = { batched: ["x"], fixedRows: null, outputs: { y: "concat" } };
	const cost = (items: number, bytes: number, extra = {}) =>
		onnxBatch.cost({ items, bytes: items * 64 }, { bytes }, { ...params, ...extra }).flop;
	expect(cost(1, 4000)).toBe(2000);
	expect(cost(8, 4000)).toBe(16_000);
	expect(cost(8, 4000, { flopPerRow: 5 })).toBe(40);
});
