import { z } from "zod";
import { fitsTables } from "./terms.ts";

/** Parameters of `monte-carlo`: a European option on a stock without dividends, and how many paths. */
export const MonteCarloParams = z
	.strictObject({
		kind: z.enum(["call", "put"]),
		/** Price of the stock today. */
		spot: z.number().min(0.01).max(1e9),
		strike: z.number().min(0.01).max(1e9),
		/** Riskless interest a year, compounded continuously, in percent. */
		ratePercent: z.number().min(-20).max(50),
		/** Standard deviation of a year's log return, in percent. */
		volatilityPercent: z.number().min(0.1).max(200),
		/** Time to maturity. */
		years: z.number().min(0.01).max(30),
		/** Paths to simulate; rounded up to whole batches. */
		paths: z
			.int()
			.min(100_000)
			.max(2 ** 31),
		/** Another seed, other paths. */
		seed: z
			.int()
			.min(0)
			.max(2 ** 32 - 1),
	})
	.refine(fitsTables, {
		path: ["years"],
		message: "Prices may end 500 times above or below the strike: take less time or volatility.",
	});
export type MonteCarloParams = z.infer<typeof MonteCarloParams>;
