import type { TensorBundle } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { loadClassifierExample } from "../node/examples.ts";
import { buildModel, type GraphNode } from "../onnx/buildModel.ts";
import { readGraph } from "../onnx/readGraph.ts";
import { readInputFiles } from "../onnxBatch/readInputs.ts";
import { pictureNetwork, randomFloats } from "../testing/pictureNetwork.ts";
import { reverseSums } from "../testing/reverseSums.ts";
import { openModel } from "../testing/runModel.ts";
import { toExact8 } from "./toExact8.ts";

const run = async (model: Uint8Array, feeds: TensorBundle) => (await openModel(model))(feeds);
const exact = () => ({ kind: "exact" }) as const;
const pixels = randomFloats([32, 3, 12, 12], 1, 11);

/** A dense layer of many inputs. */
const wideLayer = (inputs: number, tail: readonly GraphNode[] = []) =>
	buildModel({
		name: "wide",
		inputs: [{ name: "x", dtype: "float32", dims: ["n", inputs] }],
		outputs: [{ name: "y", dtype: "float32", dims: ["n", 4] }],
		nodes: [{ op: "MatMul", inputs: ["x", "w"], outputs: [tail.length > 0 ? "a" : "y"] }, ...tail],
		weights: { w: randomFloats([inputs, 4], 0.1, 12) },
	});

describe("toExact8", () => {
	it("gives the same bits in whichever order sums are added, where the float network doesn't", async () => {
		const float = pictureNetwork();
		const { model, layers, loss } = await toExact8(float, { pixels }, run);
		const other = { pixels: randomFloats([8, 3, 12, 12], 1, 13) };
		const twice = async (bytes: Uint8Array) => {
			const a = await run(bytes, other);
			const b = await run(reverseSums(bytes), other);
			return compareOutputs(a, b, {}, exact).agree;
		};
		expect(await twice(model)).toBe(true);
		expect(await twice(float)).toBe(false);
		expect(layers.map(({ kind }) => kind)).toEqual([
			"conv",
			"conv",
			"conv",
			"conv",
			"dense",
			"dense",
		]);
		for (const { largestSum } of layers) expect(largestSum).toBeLessThan(2 ** 24);
		expect(loss.relative).toBeLessThan(0.12);
		expect(loss.rows).toBe(32);
	});

	it("converts the example classifier with little loss", async () => {
		const { model, inputs } = await loadClassifierExample();
		const examples = readInputFiles(inputs, readGraph(model));
		const { loss, model: converted } = await toExact8(model, examples, run);
		expect(loss.relative).toBeLessThan(0.03);
		expect(loss.sameBest).toBeGreaterThan(0.9);
		expect(readGraph(converted)).toMatchObject({
			inputs: readGraph(model).inputs,
			outputs: readGraph(model).outputs,
		});
	});

	it("splits sums that could pass 2²⁴, and loses nothing by it", async () => {
		const x = randomFloats([16, 4_096], 1, 14);
		const { model, layers, loss } = await toExact8(wideLayer(4_096), { x }, run);
		const [layer] = layers;
		expect(layer?.parts).toBeGreaterThan(1);
		expect(layer?.largestSum).toBeLessThan(2 ** 24);
		expect(loss.relative).toBeLessThan(0.02);
		const turned = await run(reverseSums(model), { x });
		expect(compareOutputs(await run(model, { x }), turned, {}, exact).agree).toBe(true);
	});

	it("leaves a softmax at the end out, and says so", async () => {
		const withSoftmax = await toExact8(pictureNetwork(8, true), { pixels }, run);
		const without = await toExact8(pictureNetwork(8), { pixels }, run);
		expect(withSoftmax.leftOut).toBe("Softmax");
		expect(without.leftOut).toBeUndefined();
		expect(Buffer.compare(withSoftmax.model, without.model)).toBe(0);
	});

	it("says what can't be made exact", async () => {
		const tanh = wideLayer(8, [{ op: "Tanh", inputs: ["a"], outputs: ["y"] }]);
		const x = randomFloats([2, 8], 1, 15);
		await expect(toExact8(tanh, { x }, run)).rejects.toMatchObject({
			code: "BAD_MODEL",
			message: expect.stringContaining('"Tanh" at "y" can\'t be made exact here'),
		});
		const joined = wideLayer(8, [{ op: "Add", inputs: ["a", "a"], outputs: ["y"] }]);
		await expect(toExact8(joined, { x }, run)).rejects.toMatchObject({ code: "BAD_MODEL" });
		await expect(toExact8(wideLayer(8), { z: x }, run)).rejects.toMatchObject({
			code: "BAD_INPUT",
		});
	});
});
