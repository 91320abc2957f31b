import { format } from "./format.ts";

const one = 1n << BigInt(format.fractionBits);
const limb = 1n << BigInt(format.limbBits);

/** Decimal text (`-0.75`) as an integer that counts 2^−52, rounded towards zero. */
export function parseFixed(text: string): bigint {
	const [whole = "0", decimals = ""] = text.replace("-", "").split(".");
	const scale = 10n ** BigInt(decimals.length);
	const magnitude = (BigInt(whole + decimals) * one) / scale;
	return text.startsWith("-") ? -magnitude : magnitude;
}

/** A number that is exact in binary as an integer that counts 2^−52, rounded. */
export const toFixed = (value: number): bigint => BigInt(Math.round(value * Number(one)));

/** The three words of a coordinate, all of its sign: see `format`. */
export function wordsOf(fixed: bigint): [number, number, number] {
	const top = fixed / (limb * limb);
	const rest = fixed % (limb * limb);
	return [Number(top), Number(rest / limb), Number(rest % limb)];
}
