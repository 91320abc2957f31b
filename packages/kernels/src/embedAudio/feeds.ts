import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { elementsOf, tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { type EmbedAudioParams, stepFrames, stepSamples } from "./params.ts";

/**
 * A shard's sound and the number of its windows.
 * @throws TabgridError BAD_INPUT when it isn't one of `planEmbedAudio`.
 */
function readShard(input: TensorBundle, params: EmbedAudioParams) {
	const bad = (why: string) => new TabgridError("BAD_INPUT", `Not a shard of sound: ${why}.`);
	const tensor = input[format.input];
	if (tensor?.dtype !== "int16" || tensor.dims.length !== 1) throw bad("it has no int16 samples");
	const samples = elementsOf(tensor);
	if (!(samples instanceof Int16Array)) throw bad("it has no int16 samples");
	const windows = (samples.length - format.window) / stepSamples(params) + 1;
	if (!Number.isInteger(windows) || windows < 1 || windows > format.maxWindows)
		throw bad(`${samples.length} samples are no whole number of windows`);
	return { samples, windows };
}

/** The shard's sound as floats of the same value, and which frames each window takes. */
export function feedSound(input: TensorBundle, params: EmbedAudioParams): TensorBundle {
	const { samples, windows } = readShard(input, params);
	const step = stepFrames(params);
	const frames = Int32Array.from(
		{ length: windows * format.frames },
		(_, at) => Math.floor(at / format.frames) * step + (at % format.frames),
	);
	return {
		[format.modelInput.samples]: tensorOf(
			"float32",
			[1, samples.length],
			Float32Array.from(samples),
		),
		[format.modelInput.frames]: tensorOf("int32", [windows, format.frames], frames),
	};
}

/**
 * The embeddings as they are: they are no saturated answer but the network's last convolution.
 * @throws TabgridError MODEL_FAILED when there isn't one for each window.
 */
export function keepEmbeddings(
	raw: TensorBundle,
	input: TensorBundle,
	params: EmbedAudioParams,
): TensorBundle {
	const { windows } = readShard(input, params);
	const tensor = raw[format.modelOutput];
	const fits =
		tensor?.dtype === "float32" &&
		tensor.dims.length === 2 &&
		tensor.dims[0] === windows &&
		tensor.dims[1] === format.values;
	if (!fits)
		throw new TabgridError("MODEL_FAILED", "The model didn't give an embedding for each window.");
	return { [format.output]: tensor };
}
