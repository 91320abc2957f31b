import type { ProviderHistory } from "@tabgrid/protocol";

/**
 * What a replica usually paid in the jobs that a provider worked for, in minor units: the median over
 * those jobs that have paid it. Undefined before the first did.
 */
export function usualReplicaPrice(
	jobs: readonly Pick<ProviderHistory["jobs"][number], "agreed" | "earned">[],
): bigint | undefined {
	const prices = jobs
		.filter(({ agreed, earned }) => agreed > 0 && BigInt(earned) > 0n)
		.map(({ agreed, earned }) => BigInt(earned) / BigInt(agreed))
		.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	return prices[Math.floor(prices.length / 2)];
}
