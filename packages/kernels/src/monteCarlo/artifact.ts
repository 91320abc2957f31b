import { z } from "zod";
import { MonteCarloParams } from "./params.ts";

/** The artifact of `monte-carlo`, as JSON in UTF-8. Prices are in the unit of the stock's price. */
export const MonteCarloArtifact = z.object({
	version: z.literal(1),
	option: MonteCarloParams,
	/** Paths that were verified, and paths whose shard failed. */
	paths: z.int().positive(),
	missingPaths: z.int().nonnegative(),
	/** Mean discounted payoff. */
	estimate: z.number(),
	/** Of the estimate, from the spread of the batches' means; null for a single batch. */
	standardError: z.number().nonnegative().nullable(),
	/** Share of the paths that ended in the money. */
	exercised: z.number().min(0).max(1),
	/** What the formula says. */
	blackScholes: z.object({ price: z.number(), exercise: z.number() }),
	/** How the means of the batches spread: counts in bins of equal width from `from` to `to`. */
	batchMeans: z.object({
		pathsPerBatch: z.int().positive(),
		from: z.number(),
		to: z.number(),
		counts: z.array(z.int().nonnegative()),
	}),
});
export type MonteCarloArtifact = z.infer<typeof MonteCarloArtifact>;
