import type { GraphValue } from "../onnx/readGraph.ts";

/** Numbers of a weight, with its shape. */
export interface Weights {
	readonly dims: readonly number[];
	readonly values: Float32Array;
}

interface Step {
	readonly input: string;
	readonly output: string;
}

/** What a linear layer's result is limited to: nothing, from 0 up, or from 0 to a number. */
export type Activation = "none" | "relu" | { readonly upTo: number };

/** A dense layer: weights [inputs, outputs]. */
export interface Dense extends Step {
	readonly kind: "dense";
	readonly weights: Weights;
	readonly bias: Float32Array;
	readonly activation: Activation;
}

/** A convolution: weights [outputs, inputs ÷ groups, …]. */
export interface Convolution extends Step {
	readonly kind: "conv";
	readonly weights: Weights;
	readonly bias: Float32Array;
	readonly groups: number;
	/** Strides, pads and dilations, as ONNX has them. */
	readonly attributes: Readonly<Record<string, readonly number[]>>;
	readonly activation: Activation;
}

/** A mean over windows without padding, or over whole pictures. */
export interface Average extends Step {
	readonly kind: "average";
	/** Undefined for whole pictures. */
	readonly window:
		| { readonly kernel: readonly number[]; readonly strides: readonly number[] }
		| undefined;
}

/** What moves or picks numbers and makes no new ones. */
export interface Passing extends Step {
	readonly kind: "passing";
	readonly op: "MaxPool" | "Flatten" | "Reshape" | "Identity" | "Relu";
	readonly attributes: Readonly<Record<string, number | readonly number[]>>;
	/** Reshape's. */
	readonly shape?: readonly number[];
}

export type LayerStep = Dense | Convolution | Average | Passing;

/** A network that can be made exact: steps from one input to one output, in order. */
export interface Network {
	readonly input: GraphValue;
	readonly output: GraphValue;
	/** The value that the last step makes; other than the output where a softmax was left out. */
	readonly last: string;
	readonly steps: readonly LayerStep[];
	/** The operator that the output ended in, which can't be exact and is left out. */
	readonly leftOut: string | undefined;
}
