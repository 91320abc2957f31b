import { format } from "./format.ts";

/** An option's terms in the integers of the graph. */
export interface IntegerTerms {
	/** log2 of the median growth, in strikes, counting 2^−26. */
	readonly drift: number;
	/** log2 of the growth by one standard deviation, counting 2^−19. */
	readonly volatility: number;
	readonly sign: 1 | -1;
}

/** A European option on a stock without dividends. */
export interface OptionTerms {
	readonly kind: "call" | "put";
	readonly spot: number;
	readonly strike: number;
	readonly ratePercent: number;
	readonly volatilityPercent: number;
	readonly years: number;
}

/** No quantile of the table is further out. */
const furthest = 4.4;
const mostVolatility = 4;

/** An option's growth to maturity under the risk-neutral measure, as logarithms to base 2. */
function growthOf({
	spot,
	strike,
	ratePercent,
	volatilityPercent,
	years,
}: Omit<OptionTerms, "kind">) {
	const sigma = volatilityPercent / 100;
	const drift =
		Math.log2(spot / strike) + ((ratePercent / 100 - sigma ** 2 / 2) * years) / Math.LN2;
	return { drift, volatility: (sigma * Math.sqrt(years)) / Math.LN2 };
}

/** Whether the graph's integers hold every price that the option can come to. */
export function fitsTables(params: Omit<OptionTerms, "kind">): boolean {
	const { drift, volatility } = growthOf(params);
	const reach = Math.abs(drift) + furthest * volatility;
	return volatility <= mostVolatility && reach < format.maxGrowth;
}

/** The graph's integers for an option: dS/S = r dt + σ dW, so log2(S/K) at maturity is normal. */
export function integerTerms(params: OptionTerms): IntegerTerms {
	const { drift, volatility } = growthOf(params);
	return {
		drift: Math.round(drift * 2 ** format.growthBits),
		volatility: Math.round(volatility * 2 ** format.volatilityBits),
		sign: params.kind === "call" ? 1 : -1,
	};
}
