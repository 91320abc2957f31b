/**
 * The operators that a model may use.
 *
 * How the lists were made: every operator of ONNX's registries ai.onnx (to opset 26), ai.onnx.ml (to
 * 5) and of onnxruntime's com.microsoft was put alone into a model and offered to onnxruntime-web
 * 1.30's WASM backend, which says "not registered" of those that it lacks (operators.test.ts repeats
 * this for the lists below with the installed version). Left out of what it has: operators that draw
 * random numbers, as replicas of one shard could never agree; decoders of picture files and of text,
 * whose cost no tensor shape tells; training losses; operators over maps, which don't travel; and,
 * of com.microsoft, all but what onnxruntime's own quantiser and graph optimiser write into models.
 */
const standard =
	"Abs Acos Acosh Add AffineGrid And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool BatchNormalization BitCast BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BlackmanWindow Cast CastLike Ceil Celu CenterCropPad Clip Col2Im Compress Concat ConcatFromSequence Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumProd CumSum DFT DeformConv DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample GroupNormalization HammingWindow HannWindow HardSigmoid HardSwish Hardmax Identity If InstanceNormalization IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax Loop LpNormalization LpPool MatMul MatMulInteger Max MaxPool MaxRoiPool MaxUnpool Mean MeanVarianceNormalization MelWeightMatrix Min Mish Mod Mul Neg NonMaxSuppression NonZero Not OneHot Optional OptionalGetElement OptionalHasElement Or PRelu Pad Pow QLinearConv QLinearMatMul QuantizeLinear RMSNormalization RNN Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize ReverseSequence RoiAlign RotaryEmbedding Round STFT Scan Scatter ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert SequenceLength Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split SplitToSequence Sqrt Squeeze Sub Sum Swish Tan Tanh TensorScatter TfIdfVectorizer ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Upsample Where Xor";

/** Trees, linear models and their preparation: what exporters of classical models write. */
const classical =
	"ArrayFeatureExtractor Binarizer FeatureVectorizer Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer OneHotEncoder SVMClassifier SVMRegressor Scaler TreeEnsemble TreeEnsembleClassifier TreeEnsembleRegressor";

/** Quantised, fused and attention operators of onnxruntime's quantiser and optimiser. */
const contributed =
	"Attention BiasGelu DequantizeLinear DynamicQuantizeLSTM DynamicQuantizeMatMul EmbedLayerNormalization FastGelu FusedConv FusedGemm FusedMatMul GatherBlockQuantized Gelu GroupQueryAttention MatMulIntegerToFloat MatMulNBits MultiHeadAttention QAttention QGemm QLinearAdd QLinearAveragePool QLinearConcat QLinearConv QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul QLinearReduceMean QLinearSigmoid QLinearSoftmax QuantizeLinear QuickGelu RotaryEmbedding SkipLayerNormalization SkipSimplifiedLayerNormalization";

/** Allowed operators by domain; the standard domain's name is empty. */
export const allowedOperators: Readonly<Record<string, ReadonlySet<string>>> = {
	"": new Set(standard.split(" ")),
	"ai.onnx.ml": new Set(classical.split(" ")),
	"com.microsoft": new Set(contributed.split(" ")),
};

const random = new Set(
	"Bernoulli Multinomial RandomNormal RandomNormalLike RandomUniform RandomUniformLike".split(" "),
);

/** A node's domain, with the standard one's two names made one. */
export const domainOf = (domain: string): string => (domain === "ai.onnx" ? "" : domain);

/** Why an operator may not be used, as the end of a sentence; undefined when it may. */
export function objectionTo(operator: string, domain: string): string | undefined {
	const allowed = Object.hasOwn(allowedOperators, domain) ? allowedOperators[domain] : undefined;
	if (allowed === undefined)
		return "which is of no domain that browsers run: export with standard ONNX operators only";
	if (allowed.has(operator)) return undefined;
	return domain === "" && random.has(operator)
		? "which draws random numbers: replicas could never agree, so feed the numbers as an input"
		: "which the grid doesn't run: export with other operators";
}
