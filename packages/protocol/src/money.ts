import { z } from "zod";

/**
 * An amount of the grid's token in minor units (1 tUSD = 1,000,000), as a decimal string on the
 * wire and a bigint in code; never a number, which would lose units above 2^53. At most uint128.
 */
export const Amount = z
	.string()
	.regex(/^(0|[1-9][0-9]{0,38})$/, "An amount is a whole number of minor units.")
	.transform((value) => BigInt(value))
	.refine((value) => value < 2n ** 128n, "An amount is below 2^128 minor units.");

/** {@link Amount} left as its decimal string, for shapes that are hashed or stored as they came. */
export const AmountText = z
	.string()
	// What is no number must not reach BigInt, which throws.
	.regex(/^(0|[1-9][0-9]{0,38})$/, {
		error: "An amount is a whole number of minor units.",
		abort: true,
	})
	.refine((value) => BigInt(value) < 2n ** 128n, "An amount is below 2^128 minor units.");

/** Writes minor units as the wire's decimal string. */
export function amountText(value: bigint): string {
	if (value < 0n) throw new RangeError(`An amount cannot be negative: ${value}`);
	return value.toString(10);
}
