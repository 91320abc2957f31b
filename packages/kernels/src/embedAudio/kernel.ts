import type { Comparator } from "@tabgrid/protocol";
import type { Kernel } from "../kernel.ts";
import { feedSound, keepEmbeddings } from "./feeds.ts";
import { format } from "./format.ts";
import { embedAudioId, embedAudioVersion } from "./identity.ts";
import { mergeEmbeddings } from "./merge.ts";
import { EmbedAudioParams } from "./params.ts";

/**
 * Tolerance. Honest backends lie some 1e-6 apart in relative L2; the nearest of weights rounded to
 * float16 2.6e-3, and bfloat16 ten times that.
 */
const near: Comparator = { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 5e-4 };

/** Multiply-adds of the embedding network for a window, counted as two FLOP each. */
const flopPerWindow = 84e6;
/** The same of the spectrogram for a sample: two filters of 512 every 160 samples for 257 frequencies. */
const flopPerSample = 3_400;
const bundleOverhead = 256;

/** Recordings → an embedding of what is heard in each 0.78 s, by openWakeWord's two models. */
export const embedAudio: Kernel<EmbedAudioParams> = {
	id: embedAudioId,
	version: embedAudioVersion,
	title: "Embed speech",
	summary: "Turns recordings (.wav) into speech embeddings, 96 numbers for every 0.78 seconds.",
	params: EmbedAudioParams,
	model: { kind: "builtin", name: "speech-embedding" },
	feeds: feedSound,
	outputs: keepEmbeddings,
	comparator: () => near,
	cost: ({ items, bytes }) => ({
		flop: items * flopPerWindow + (bytes / 2) * flopPerSample,
		inputBytes: bytes,
		outputBytes: items * format.values * 4 + bundleOverhead,
	}),
	merge: mergeEmbeddings,
};
