import { z } from "zod";
import { fitsTables } from "./terms.ts";

const Price = z.number().min(0.01).max(1e9);

/** Parameters of `monte-carlo`: a European option on a stock without dividends, and how many paths. */
export const MonteCarloParams = z
	.strictObject({
		kind: z
			.enum(["call", "put"])
			.default("call")
			.describe("The option: the right to buy, or to sell."),
		spot: Price.default(100).describe("Price of the stock today."),
		strike: Price.default(100).describe("The price that the option fixes."),
		ratePercent: z
			.number()
			.min(-20)
			.max(50)
			.default(5)
			.describe("Riskless interest a year, compounded continuously, in percent."),
		volatilityPercent: z
			.number()
			.min(0.1)
			.max(200)
			.default(20)
			.describe("Standard deviation of a year's log return, in percent."),
		years: z.number().min(0.01).max(30).default(1).describe("Time to maturity in years."),
		paths: z
			.int()
			.min(100_000)
			.max(2 ** 31)
			.default(10_000_000)
			.describe(
				"Paths to simulate, rounded up to whole batches; four times as many halve the error.",
			),
		seed: z
			.int()
			.min(0)
			.max(2 ** 32 - 1)
			.default(1)
			.describe("Another seed draws other paths."),
	})
	.refine(fitsTables, {
		path: ["years"],
		message: "Prices may end 500 times above or below the strike: take less time or volatility.",
	});
export type MonteCarloParams = z.infer<typeof MonteCarloParams>;
