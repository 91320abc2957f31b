import {
	type AnyKernel,
	addEvidence,
	DetectTextParams,
	EmbedAudioParams,
	kernelById,
	type Picture,
	type Plan,
	planDetectText,
	planEmbedAudio,
	planMandelbrot,
	planMonteCarlo,
	planOcrLines,
	planOnnxBatch,
	readGraph,
	readInputFiles,
} from "@tabgrid/kernels";
import {
	loadBuiltinModel,
	loadClassifierExample,
	loadOcrExample,
	loadPageExample,
	loadSpeechExample,
} from "@tabgrid/kernels/node";
import { decodeBundle, type TensorBundle } from "@tabgrid/protocol";
import type { RunModel } from "./clientModels.ts";
import { direction, voiceDetector, wakeWord } from "./clientModels.ts";

/** A kernel with a model and shards of real inputs. */
export interface BlindnessCase {
	readonly kernel: AnyKernel;
	readonly params: unknown;
	/** ONNX bytes, with evidence where the kernel adds some. */
	readonly model: Uint8Array;
	readonly inputs: readonly TensorBundle[];
	/** Params under which less is computed, where the model has no layers to leave out. */
	readonly shortcut?: unknown;
}

const shards = 3;

async function planned(plan: Plan<unknown>, model?: Uint8Array): Promise<BlindnessCase> {
	const kernel = kernelById(plan.kernel, plan.kernelVersion);
	const inputs: TensorBundle[] = [];
	for (const { input } of plan.shards()) {
		inputs.push(decodeBundle(input));
		if (inputs.length === shards) break;
	}
	const own = kernel.model.kind === "builtin" ? await loadBuiltinModel(kernel.model.name) : model;
	if (own === undefined) throw new TypeError(`"${kernel.id}" wants a model.`);
	return { kernel, params: plan.params, model: own, inputs };
}

/** Rows of a picture. */
const strip = ({ label, width, data }: Picture, from: number, height: number): Picture => ({
	label,
	width,
	height,
	data: data.subarray(from * width * 4, (from + height) * width * 4),
});

const fractal = {
	re: "-0.7436438870371587",
	im: "0.1318259042053119",
	span: 0.004,
	width: 192,
	height: 64,
	tile: 64,
	iterations: 512,
};
const option = {
	kind: "call",
	spot: 100,
	strike: 105,
	ratePercent: 3,
	volatilityPercent: 20,
	years: 1,
	paths: 4_000_000,
	seed: 1,
} as const;

/** The cases by name, made when asked for. @param run computes a model on the reference backend. */
export const cases: Readonly<Record<string, (run: RunModel) => Promise<BlindnessCase>>> = {
	"ocr-lines": async () => planned(planOcrLines((await loadOcrExample(shards)).pictures)),
	"detect-text": async () => {
		const page = await loadPageExample();
		const pages = [0, 1, 2].map((place) => strip(page, 200 + place * 160, 160));
		return planned(planDetectText(pages, DetectTextParams.parse({})));
	},
	"embed-audio": async () => {
		const recordings = [await loadSpeechExample("hey-jarvis-american")];
		const options = { windowsPerShard: 4 };
		return planned(planEmbedAudio(recordings, EmbedAudioParams.parse({}), options));
	},
	mandelbrot: async () => ({
		...(await planned(planMandelbrot(fractal))),
		shortcut: { ...fractal, iterations: 256 },
	}),
	"monte-carlo": async () => planned(planMonteCarlo(option)),
	"onnx-batch: tiny-classifier": async () => {
		const { model, inputs } = await loadClassifierExample();
		const { bytes } = addEvidence(model);
		const sources = { model: bytes, inputs: readInputFiles(inputs, readGraph(bytes)) };
		return planned(planOnnxBatch(sources), bytes);
	},
	"onnx-batch: OCR direction (softmax of 2)": direction,
	"onnx-batch: Silero VAD (sigmoid of 1)": voiceDetector,
	"onnx-batch: wake word (sigmoid of 1)": wakeWord,
};
