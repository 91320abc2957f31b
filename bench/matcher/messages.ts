import { z } from "zod";

/** What the bench tells a process of clients. */
export const ToClients = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("open"),
		/** The server's address. */
		url: z.string(),
		connections: z.int().positive(),
		/** Replicas asked for and submitted in one message. */
		batch: z.int().positive(),
	}),
	z.object({
		kind: z.literal("load"),
		warmupMs: z.number(),
		measureMs: z.number(),
		/** Time from one ask of a connection to its next; null for as fast as the answers come. */
		everyMs: z.number().nullable(),
	}),
]);
export type ToClients = z.infer<typeof ToClients>;

/** What happened within the measured time, after the warm-up. Latencies in ms, one a message. */
export const LoadResult = z.object({
	kind: z.literal("loaded"),
	/** Replicas that the server acknowledged. */
	replicas: z.int(),
	refused: z.int(),
	/** Why the first one was refused. */
	refusal: z.string().nullable(),
	/** Asks that were answered with nothing. */
	starved: z.int(),
	/** Processor time that the clients took meanwhile, in seconds. */
	cpuSeconds: z.number(),
	/** From when an ask was due to its answer. */
	leaseMs: z.array(z.number()),
	/** From sending a submit to its answer. */
	submitMs: z.array(z.number()),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** What a process of clients answers. */
export const FromClients = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("opened") }),
	z.object({ kind: z.literal("failed"), message: z.string() }),
	LoadResult,
]);
export type FromClients = z.infer<typeof FromClients>;
