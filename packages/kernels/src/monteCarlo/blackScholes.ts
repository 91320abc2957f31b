import { normalCdf } from "./normal.ts";
import type { OptionTerms } from "./terms.ts";

/**
 * The price of a European option without dividends by the formula of Black and Scholes ("The Pricing of
 * Options and Corporate Liabilities", 1973), and the chance, under the risk-neutral measure, that it is
 * exercised.
 */
export function blackScholes(terms: OptionTerms): { price: number; exercise: number } {
	const { kind, spot, strike, ratePercent, volatilityPercent, years } = terms;
	const rate = ratePercent / 100;
	const sigma = volatilityPercent / 100;
	const spread = sigma * Math.sqrt(years);
	const d1 = (Math.log(spot / strike) + (rate + sigma ** 2 / 2) * years) / spread;
	const d2 = d1 - spread;
	const sign = kind === "call" ? 1 : -1;
	const discounted = strike * Math.exp(-rate * years);
	return {
		price: sign * (spot * normalCdf(sign * d1) - discounted * normalCdf(sign * d2)),
		exercise: normalCdf(sign * d2),
	};
}
