/**
 * What openWakeWord's mel spectrogram and Google's speech embedding take and give, and how a shard and
 * its attested output hold it.
 *
 * Sound is 16 kHz, one channel, in the range of 16-bit integers. A frame of the spectrogram begins every
 * 160 samples and takes 512; an embedding sees 76 frames, 0.78 s.
 */
export const format = {
	sampleRate: 16_000,
	/** Samples from one frame of the spectrogram to the next: 10 ms. */
	hop: 160,
	/** Samples that a frame takes. */
	frame: 512,
	/** Frames that an embedding sees. */
	frames: 76,
	/** Samples that an embedding sees: 75 hops and a frame. */
	window: 75 * 160 + 512,
	/** Numbers of an embedding. */
	values: 96,
	/** Windows in a shard at most. */
	maxWindows: 512,
	/** The graph's inputs. samples: float32 [1, s]. frames: int32 [n, 76], the frames of each window. */
	modelInput: { samples: "samples", frames: "frames" },
	/** The graph's output: float32 [n, 96]. */
	modelOutput: "embeddings",
	/** Name in a shard's input: int16 [s], exactly the samples that its windows see. */
	input: "samples",
	/** Name in the attested output: float32 [n, 96]. */
	output: "embeddings",
} as const;
