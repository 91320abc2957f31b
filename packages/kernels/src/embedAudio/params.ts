import { z } from "zod";
import { format } from "./format.ts";

const hopMs = (format.hop / format.sampleRate) * 1_000;

/** Parameters of `embed-audio`. */
export const EmbedAudioParams = z.strictObject({
	stepMs: z
		.int()
		.min(hopMs)
		.max(hopMs * format.frames)
		.multipleOf(hopMs)
		.default(80)
		.describe(
			"From the beginning of one window to that of the next, in ms; openWakeWord takes 80.",
		),
});
export type EmbedAudioParams = z.infer<typeof EmbedAudioParams>;

/** Frames of the spectrogram from one window to the next. */
export const stepFrames = ({ stepMs }: EmbedAudioParams): number => stepMs / hopMs;

/** Samples from one window to the next. */
export const stepSamples = (params: EmbedAudioParams): number => stepFrames(params) * format.hop;
