import { describe, expect, it } from "vitest";
import { checkModel } from "../modelCheck/checkModel.ts";
import { buildModel, type GraphDescription, type GraphNode } from "../onnx/buildModel.ts";
import { numbersOf, tensorOf } from "../tensor/views.ts";
import { body, floats, longs, protoModel, protoNode } from "../testing/protoModel.ts";
import { openModel } from "../testing/runModel.ts";
import { addEvidence, readEvidence } from "./addEvidence.ts";
import { evidenceOf } from "./names.ts";

const node = (op: string, inputs: string[], outputs: string[], attributes = {}): GraphNode => ({
	op,
	inputs,
	outputs,
	attributes,
});
const weights = (rows: number, columns: number) =>
	tensorOf(
		"float32",
		[rows, columns],
		Float32Array.from({ length: rows * columns }, (_, at) => Math.sin(at * 7.3) / 3),
	);

/** x [n, 4] → hidden [n, 32] → scores [n, 10], then whatever the test puts behind. */
function network(
	tail: readonly GraphNode[],
	outputs: GraphDescription["outputs"],
	classes = 10,
	more = {},
) {
	return buildModel({
		name: "network",
		inputs: [{ name: "x", dtype: "float32", dims: ["n", 4] }],
		outputs,
		nodes: [
			node("MatMul", ["x", "w1"], ["wide"]),
			node("Relu", ["wide"], ["hidden"]),
			node("MatMul", ["hidden", "w2"], ["scores"]),
			...tail,
		],
		weights: { w1: weights(4, 32), w2: weights(32, classes), ...more },
	});
}
const answer = (dims: readonly (number | string)[] = ["n", 10], dtype = "float32" as const) => [
	{ name: "answer", dtype, dims },
];
const scalar = (value: number) => tensorOf("float32", [], Float32Array.of(value));
const found = (model: Uint8Array<ArrayBuffer>) =>
	addEvidence(model).evidence.map(({ name, before }) => [
		name.slice("tabgrid/evidence/".length),
		before,
	]);
const x = tensorOf(
	"float32",
	[3, 4],
	Float32Array.from({ length: 12 }, (_, at) => at / 5 - 1),
);

describe("the rewrite", () => {
	const direct: Readonly<Record<string, readonly GraphNode[]>> = {
		Softmax: [node("Softmax", ["scores"], ["answer"])],
		LogSoftmax: [node("LogSoftmax", ["scores"], ["answer"])],
		Sigmoid: [node("Sigmoid", ["scores"], ["answer"])],
		HardSigmoid: [node("HardSigmoid", ["scores"], ["answer"])],
		Tanh: [node("Tanh", ["scores"], ["answer"])],
	};
	it.each(Object.entries(direct))("shows what stands before a %s", async (operator, tail) => {
		const model = network(tail, answer());
		const { bytes, evidence } = addEvidence(model);
		expect(evidence).toEqual([
			{ name: "tabgrid/evidence/before/answer", of: "answer", before: operator },
		]);
		const [plain, rewritten] = await Promise.all(
			[model, bytes].map(async (one) => (await openModel(one))({ x })),
		);
		expect(rewritten?.answer).toEqual(plain?.answer);
		expect(rewritten?.["tabgrid/evidence/before/answer"]?.dims).toEqual([3, 10]);
	});

	it("looks through operators that only move, cast, scale or average", async () => {
		const model = network(
			[
				node("Sigmoid", ["scores"], ["s"]),
				node("Cast", ["s"], ["c"], { to: 1 }),
				node("Unsqueeze", ["c", "axes"], ["u"]),
				node("Transpose", ["u"], ["t"], { perm: [2, 0, 1] }),
				node("Squeeze", ["t", "axes"], ["q"]),
				node("Mul", ["q", "percent"], ["m"]),
				node("Identity", ["m"], ["answer"]),
			],
			answer([10, "n"]),
			10,
			{ axes: tensorOf("int64", [1], BigInt64Array.of(2n)), percent: scalar(100) },
		);
		expect(found(model)).toEqual([["before/answer", "Sigmoid"]]);
	});

	it("goes behind picks, limits and thresholds to the scores they were made of", () => {
		const k = { k: tensorOf("int64", [1], BigInt64Array.of(3n)) };
		const picks = network(
			[node("Softmax", ["scores"], ["p"]), node("TopK", ["p", "k"], ["values", "places"])],
			[
				{ name: "places", dtype: "int64", dims: ["n", 3] },
				{ name: "values", dtype: "float32", dims: ["n", 3] },
			],
			10,
			k,
		);
		expect(found(picks)).toEqual([["before/places", "Softmax"]]);
		const best = network(
			[node("ArgMax", ["scores"], ["answer"], { axis: 1, keepdims: 0 })],
			[{ name: "answer", dtype: "int64", dims: ["n"] }],
		);
		expect(found(best)).toEqual([["before/answer", "ArgMax"]]);
		const limits = { low: scalar(0), high: scalar(1) };
		for (const [tail, operator] of [
			[[node("Clip", ["scores", "low", "high"], ["answer"])], "Clip"],
			[[node("Max", ["scores", "low"], ["answer"])], "Max"],
		] as const)
			expect(found(network(tail, answer(), 10, limits))).toEqual([["before/answer", operator]]);
		const threshold = network(
			[node("Greater", ["scores", "low"], ["answer"])],
			[{ name: "answer", dtype: "bool", dims: ["n", 10] }],
			10,
			limits,
		);
		expect(found(threshold)).toEqual([["before/answer", "Greater"]]);
	});

	it("adds an inner activation where an output is but a few numbers, saturated or not", async () => {
		const one = network([node("Sigmoid", ["scores"], ["answer"])], answer(["n", 1]), 1);
		expect(found(one)).toEqual([
			["before/answer", "Sigmoid"],
			["inner/answer", null],
		]);
		const run = await openModel(addEvidence(one).bytes);
		const outputs = await run({ x });
		expect(outputs["tabgrid/evidence/inner/answer"]?.dims).toEqual([3, 32]);
		expect(found(network([node("Neg", ["scores"], ["answer"])], answer(["n", 1]), 1))).toEqual([
			["inner/answer", null],
		]);
	});

	it("leaves a model alone, byte for byte, whose outputs hide nothing", () => {
		const model = network([node("Neg", ["scores"], ["answer"])], answer());
		expect(addEvidence(model)).toEqual({ bytes: model, evidence: [] });
		// What is asked of the model is known to everyone.
		const asked = buildModel({
			name: "asked",
			inputs: [{ name: "x", dtype: "float32", dims: ["n", 4] }],
			outputs: answer(["n", 4]),
			nodes: [node("Sigmoid", ["x"], ["answer"])],
		});
		expect(addEvidence(asked).evidence).toEqual([]);
	});

	it("gives equal bytes for equal bytes, passes the model check, and a second time changes nothing", () => {
		const model = () => network([node("Softmax", ["scores"], ["answer"])], answer());
		const first = addEvidence(model());
		expect(addEvidence(model()).bytes).toEqual(first.bytes);
		expect(checkModel(first.bytes).outputs.map(({ name }) => name)).toEqual([
			"answer",
			"tabgrid/evidence/before/answer",
		]);
		const again = addEvidence(first.bytes);
		expect(again.bytes).toBe(first.bytes);
		expect(again.evidence).toEqual(first.evidence);
		expect(readEvidence(first.bytes)).toEqual(first.evidence);
		expect(readEvidence(model())).toEqual([]);
	});

	it("keeps names within what a tensor bundle takes", () => {
		const long = "y".repeat(200);
		const model = network(
			[node("Softmax", ["scores"], [long])],
			[{ name: long, dtype: "float32", dims: ["n", 10] }],
		);
		const { bytes, evidence } = addEvidence(model);
		expect(evidence.map(({ name }) => name)).toEqual(["tabgrid/evidence/before/0"]);
		expect(evidenceOf("tabgrid/evidence/inner/a/b")).toEqual({ kind: "inner", of: "a/b" });
		expect(evidenceOf("answer")).toBeUndefined();
		expect(checkModel(bytes).outputs).toHaveLength(2);
	});

	it("brings evidence out of both branches of an If", async () => {
		const branch = (name: string, factor: string) =>
			body(name, {
				name,
				node: [
					protoNode("Mul", ["twice", factor], [`${name}.scores`]),
					protoNode("Sigmoid", [`${name}.scores`], [`${name}.y`]),
				],
				output: [floats(`${name}.y`)],
			});
		const model = protoModel({
			node: [
				protoNode("Add", ["x", "x"], ["twice"]),
				protoNode("Shape", ["x"], ["length"]),
				protoNode("Equal", ["length", "three"], ["is three"]),
				protoNode("If", ["is three"], ["y"], {
					attribute: [branch("then_branch", "twice"), branch("else_branch", "x")],
				}),
			],
			initializer: [longs("three", [3])],
		});
		const { bytes, evidence } = addEvidence(model);
		expect(evidence).toMatchObject([{ of: "y", before: "Sigmoid" }]);
		const run = await openModel(bytes);
		for (const [values, squares] of [
			[
				[1, 2, 3],
				[4, 16, 36],
			],
			[
				[1, 2],
				[2, 8],
			],
		] as const) {
			const given = tensorOf("float32", [values.length], Float32Array.from(values));
			const outputs = await run({ x: given });
			const shown = outputs["tabgrid/evidence/before/y"];
			expect(shown && Array.from(numbersOf(shown))).toEqual(squares);
		}
	});

	it("gives up on a model that would be searched forever", () => {
		const sums = Array.from({ length: 60 }, (_, at) =>
			node("Sum", at === 0 ? ["s", "s"] : [`v${at - 1}`, `v${at - 1}`], [`v${at}`]),
		);
		const tail = [node("Sigmoid", ["scores"], ["s"]), ...sums, node("Neg", ["v59"], ["answer"])];
		const { evidence } = addEvidence(network(tail, answer()));
		expect(evidence).toMatchObject([{ of: "answer", before: "Sigmoid" }]);
	});
});
