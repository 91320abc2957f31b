/**
 * Operators after which a cheaper model looks like the honest one: what they take shows the difference,
 * what they give doesn't. All take it as their first input.
 */
export const saturating: ReadonlySet<string> = new Set(
	"Softmax LogSoftmax Hardmax Sigmoid HardSigmoid Tanh Softsign Clip ArgMax ArgMin Sign Round Floor Ceil Not NonZero Binarizer QLinearSigmoid QLinearSoftmax".split(
		" ",
	),
);

/** Operators that compare two values with each other, or one with a threshold. */
export const comparing: ReadonlySet<string> = new Set(
	"Greater GreaterOrEqual Less LessOrEqual".split(" "),
);

/** Operators whose output is their first input: moved, cut, averaged or changed one to one. */
export const passing: ReadonlySet<string> = new Set(
	"Identity Cast CastLike Reshape Transpose Squeeze Unsqueeze Flatten Dropout Expand Tile Slice Split Gather GatherElements GatherND Pad Neg Log Exp Sqrt Reciprocal DequantizeLinear QuantizeLinear ReduceMean ReduceSum ReduceMax ReduceMin AveragePool GlobalAveragePool MaxPool GlobalMaxPool Resize".split(
		" ",
	),
);

/** Operators whose output is made of all of their inputs alike. */
export const joining: ReadonlySet<string> = new Set("Concat And Or Xor Mean Sum".split(" "));

/** Arithmetic that passes its one input on where the other is a constant. */
export const arithmetic: ReadonlySet<string> = new Set("Add Sub Mul Div Pow".split(" "));

/** Networks with a memory: their own output is an inner activation. */
export const recurrent: ReadonlySet<string> = new Set(["LSTM", "GRU", "RNN"]);
