import { create, toBinary } from "@bufbuild/protobuf";
import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { ModelProtoSchema, ValueInfoProtoSchema } from "onnx-buf";
import { checkModel } from "../modelCheck/checkModel.ts";
import { parseModel } from "../modelCheck/parseModel.ts";
import { buildModel, valueInfoOf } from "../onnx/buildModel.ts";
import { numbersOf } from "../tensor/views.ts";
import { compareNetworks, type NetworkLoss } from "./loss.ts";
import type { Network } from "./network.ts";
import { readNetwork } from "./readNetwork.ts";
import { bestScale, type Scale } from "./rounding.ts";
import { type LayerProof, writeNetwork } from "./writeNetwork.ts";

/** Runs a model: all outputs by name. */
export type RunOnce = (model: Uint8Array, feeds: TensorBundle) => Promise<TensorBundle>;

/** A network in integers that gives the same bits on every backend. */
export interface Exact8Model {
	/** ONNX bytes: the same input and output, by name, type and shape. */
	readonly model: Uint8Array<ArrayBuffer>;
	/** In order; the largest sum of each is below 2²⁴. */
	readonly layers: readonly LayerProof[];
	/** The operator at the end that can't be exact: the output is what it was fed. */
	readonly leftOut: string | undefined;
	/** What rounding cost, on the inputs that it was calibrated with. */
	readonly loss: NetworkLoss;
}

/**
 * Rewrites a network of dense layers, convolutions, Relu and pooling with weights and values of 8 bits,
 * held as integers in float32. Every sum stays below 2²⁴, which is proved layer by layer from the
 * weights, so any order of adding gives the same bits: WebGPU and WASM agree exactly, at the speed of
 * ordinary float32. Scales are powers of two, so that scaling is exact as well.
 *
 * @param inputs examples, finite: the model's own input by name, a batch of any size. Scales are chosen
 * so that least is lost of the values which the network takes for them.
 * @param run computes the given model, and the converted one for the loss.
 * @throws TabgridError BAD_MODEL with what can't be made exact, BAD_INPUT for unusable examples.
 */
export async function toExact8(
	model: Uint8Array<ArrayBuffer>,
	inputs: TensorBundle,
	run: RunOnce,
): Promise<Exact8Model> {
	checkModel(model);
	const network = readNetwork(model);
	const example = inputs[network.input.name];
	if (example?.dtype !== "float32" || example.data.length === 0)
		throw new TabgridError(
			"BAD_INPUT",
			`Calibrating takes examples of the model's input "${network.input.name}", float32.`,
		);
	const feeds = { [network.input.name]: example };
	const values = { ...(await run(withValues(model, network), feeds)), ...feeds };
	const { graph, layers } = writeNetwork(network, {
		scaleOf: (value, signed) => scaleOf(value, values, signed),
		dimsOf: (value) => values[value]?.dims ?? [],
	});
	const bytes = buildModel(graph);
	checkModel(bytes);
	const converted = await run(bytes, feeds);
	const loss = compareNetworks(values[network.last], converted[network.output.name]);
	return { model: bytes, layers, leftOut: network.leftOut, loss };
}

function scaleOf(value: string, values: TensorBundle, signed: boolean | undefined): Scale {
	const tensor = values[value];
	if (tensor === undefined) throw new TabgridError("BAD_MODEL", `The model gave no "${value}".`);
	const numbers = Float32Array.from(numbersOf(tensor));
	if (!numbers.every(Number.isFinite))
		throw new TabgridError("BAD_INPUT", `For these examples "${value}" isn't finite.`);
	return bestScale(numbers, signed ?? numbers.some((number) => number < 0));
}

/** The model with every step's value as an output. */
function withValues(model: Uint8Array, { steps, output }: Network): Uint8Array<ArrayBuffer> {
	const proto = parseModel(model);
	for (const { output: name } of steps)
		if (name !== output.name)
			proto.graph?.output.push(
				create(ValueInfoProtoSchema, valueInfoOf({ name, dtype: "float32", dims: undefined })),
			);
	return new Uint8Array(toBinary(ModelProtoSchema, proto));
}
