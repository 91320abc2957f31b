import { format } from "./format.ts";
import { normalQuantiles } from "./normal.ts";

/** The graph's tables of integers. */
export interface PricingTables {
	/** Quantiles of (j + ½)/2^16 with 16 bits behind the point. */
	readonly normals: Int32Array;
	/** 2^(i/2^11), 24 bits behind the point. */
	readonly coarse: Int32Array;
	/** 2^(i/2^22) − 1, 27 bits behind the point. */
	readonly fine: Int32Array;
	/** What 2^24 is divided and then multiplied by for 20 bits behind the point and the growth's whole part. */
	readonly divisors: Int32Array;
	readonly factors: Int32Array;
}

/** Added to the growth so that its whole part is never negative. */
export const growthBias = 32;

export function pricingTables(): PricingTables {
	const size = 2 ** format.tableBits;
	const whole = Array.from({ length: 2 * growthBias }, (_, index) => index - growthBias);
	const limited = (exponent: number, most: number) => 2 ** Math.min(Math.max(exponent, 0), most);
	const excess = 24 - format.payoffBits;
	return {
		normals: normalQuantiles(format.drawBits, format.normalBits),
		coarse: Int32Array.from({ length: size }, (_, i) => Math.round(2 ** (i / size + 24))),
		fine: Int32Array.from({ length: size }, (_, i) =>
			Math.round(Math.expm1((Math.LN2 * i) / size ** 2) * 2 ** 27),
		),
		divisors: Int32Array.from(whole, (power) => limited(excess - power, 30)),
		factors: Int32Array.from(whole, (power) => limited(power - excess, format.maxGrowth - excess)),
	};
}
