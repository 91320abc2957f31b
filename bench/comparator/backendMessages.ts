import { z } from "zod";

const Bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);

/** What a backend is. */
export const BackendData = z.object({
	name: z.string(),
	threads: z.int().min(1),
	/** WebGPU by Dawn. */
	gpu: z.boolean(),
	/** The graph node by node as it is written: another honest order of the same sums. */
	unoptimised: z.boolean(),
});
export type BackendData = z.infer<typeof BackendData>;

/** A model to run over feeds, each an encoded bundle, and so many times more to time it. */
export const BackendTask = z.object({
	model: Bytes,
	feeds: z.array(Bytes),
	timed: z.int().min(0),
});
export type BackendTask = z.infer<typeof BackendTask>;

export const BackendReady = z.object({ ready: z.boolean() });
export const BackendAnswer = z.union([
	z.object({
		outputs: z.array(Bytes),
		/** Making the session, the first run and the fastest of the timed ones, in ms. */
		create: z.number(),
		first: z.number(),
		fastest: z.number(),
	}),
	z.object({ error: z.string() }),
]);
