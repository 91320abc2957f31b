import { encodeBundle, TabgridError } from "@tabgrid/protocol";
import type { Sound } from "../audio/readWav.ts";
import { resample } from "../audio/resample.ts";
import type { Plan, PlannedShard } from "../kernel.ts";
import { readParams } from "../params/readParams.ts";
import { tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { embedAudioId, embedAudioVersion } from "./identity.ts";
import { EmbedAudioParams, stepSamples } from "./params.ts";
import { windowLabel } from "./windowLabel.ts";

/** A recording with its name. */
export interface Recording extends Sound {
	/** Shown beside its windows; a file name, say. */
	readonly label: string;
}

export interface AudioPlanOptions {
	/** Windows in a shard, 1 to 512. 32 unless told: some 3 s of sound, 0.1 s of work. */
	readonly windowsPerShard?: number;
}

const usualWindows = 32;

/**
 * Cuts recordings into windows of 0.78 s and windows of one recording into shards. Sound is brought to
 * 16 kHz and 16 bits here, so that every provider starts from the same bytes. A recording shorter than a
 * window is filled up with silence; what is left after the last whole window is dropped.
 * @throws TabgridError BAD_INPUT for no recordings or an empty one, BAD_PARAMS for a bad option.
 */
export function planEmbedAudio(
	recordings: readonly Recording[],
	wanted: EmbedAudioParams,
	options: AudioPlanOptions = {},
): Plan<EmbedAudioParams> {
	const params = readParams(EmbedAudioParams, wanted);
	const most = options.windowsPerShard ?? usualWindows;
	if (!Number.isInteger(most) || most < 1 || most > format.maxWindows)
		throw new TabgridError("BAD_PARAMS", `Windows per shard are 1 to ${format.maxWindows}.`);
	if (recordings.length === 0) throw new TabgridError("BAD_INPUT", "Give at least one recording.");
	const counts = recordings.map((recording) => windowsOf(recording, params));
	return {
		kernel: embedAudioId,
		kernelVersion: embedAudioVersion,
		params,
		shardCount: counts.reduce((total, windows) => total + Math.ceil(windows / most), 0),
		items: counts.reduce((total, windows) => total + windows, 0),
		*shards() {
			for (const [place, recording] of recordings.entries()) {
				const pcm = to16Bits(resample(recording.samples, recording.rate, format.sampleRate));
				const windows = counts[place] ?? 0;
				for (let first = 0; first < windows; first += most)
					yield encodeShard(recording.label, pcm, params, {
						first,
						count: Math.min(most, windows - first),
					});
			}
		},
	};
}

/** Whole windows in a recording; 1 for a shorter one. */
function windowsOf({ samples, rate, label }: Recording, params: EmbedAudioParams): number {
	if (samples.length === 0) throw new TabgridError("BAD_INPUT", `"${label}" holds no sound.`);
	const length = Math.max(1, Math.floor((samples.length * format.sampleRate) / rate));
	return Math.max(0, Math.floor((length - format.window) / stepSamples(params))) + 1;
}

function to16Bits(samples: Float32Array): Int16Array {
	return Int16Array.from(samples, (sample) =>
		Math.min(Math.max(Math.round(sample * 32_768), -32_768), 32_767),
	);
}

function encodeShard(
	label: string,
	pcm: Int16Array,
	params: EmbedAudioParams,
	{ first, count }: { readonly first: number; readonly count: number },
): PlannedShard {
	const step = stepSamples(params);
	const samples = new Int16Array((count - 1) * step + format.window);
	samples.set(pcm.subarray(first * step, first * step + samples.length));
	return {
		input: encodeBundle({ [format.input]: tensorOf("int16", [samples.length], samples) }),
		items: count,
		labels: Array.from({ length: count }, (_, window) =>
			windowLabel({ file: label, start: ((first + window) * step) / format.sampleRate }),
		),
	};
}
