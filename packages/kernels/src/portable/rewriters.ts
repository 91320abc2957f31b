import type { Operator } from "./Operator.ts";
import { convolution, transposedConvolution } from "./operators/convolutions.ts";
import { elementwise } from "./operators/elementwise.ts";
import { gemm, matMul } from "./operators/matrices.ts";
import {
	batchNormalization,
	instanceNormalization,
	layerNormalization,
	rmsNormalization,
} from "./operators/normalisations.ts";
import { averagePool, globalAveragePool } from "./operators/pooling.ts";
import { reductions } from "./operators/reductions.ts";
import { resize } from "./operators/resize.ts";
import { logSoftmax, softmax } from "./operators/softmax.ts";

/** Writes an operator with others that agree everywhere; gives the name of the result. */
export type Rewriter = (operator: Operator) => string;

/** By operator. Only the first output of each is written. */
export const rewriters: Readonly<Record<string, Rewriter>> = {
	...elementwise,
	...reductions,
	MatMul: matMul,
	Gemm: gemm,
	Conv: convolution,
	ConvTranspose: transposedConvolution,
	AveragePool: averagePool,
	GlobalAveragePool: globalAveragePool,
	Resize: resize,
	Upsample: resize,
	Softmax: softmax,
	LogSoftmax: logSoftmax,
	BatchNormalization: batchNormalization,
	LayerNormalization: layerNormalization,
	InstanceNormalization: instanceNormalization,
	RMSNormalization: rmsNormalization,
};

/**
 * Operators that stay: what moves numbers or picks among them, and what rounds once by IEEE 754. Adding,
 * subtracting and multiplying are those; WGSL allows a division or a square root to be several units
 * wrong, so neither is here.
 */
export const staying: ReadonlySet<string> = new Set(
	"Abs Add And ArgMax ArgMin Cast Ceil Clip Compress Concat ConstantOfShape DepthToSpace Dropout Equal Expand EyeLike Flatten Floor Gather GatherElements GatherND GlobalMaxPool Greater GreaterOrEqual Hardmax Identity Less LessOrEqual Max MaxPool Min Mul Neg NonZero Not Or Pad ReduceMax ReduceMin Relu Reshape ReverseSequence Round Shape Sign Size Slice SpaceToDepth Split Squeeze Sub ThresholdedRelu Tile Transpose Trilu Unsqueeze Where Xor".split(
		" ",
	),
);
