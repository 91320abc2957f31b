import { leastCheckers } from "@tabgrid/protocol";
import type { Weighing } from "./weigh.ts";

/**
 * Whether the grid has established providers enough to check the others; with fewer, newcomers must check
 * each other, or jobs would wait for ever. Then nobody else checks: new keys
 * cost nothing, so whoever floods the grid with them would otherwise confirm its own lies, and earn trust
 * by it.
 * @param there established providers that are connected now, of distinct origins.
 */
export const hasCheckers = (there: number) => there >= leastCheckers;

/**
 * Whether a provider may get a shard at all. A newcomer may be the first to compute one, and its result is
 * then checked; it checks nobody, once others can.
 */
export function mayCompute(
	established: boolean,
	shard: { readonly results: number },
	checkers: boolean,
): boolean {
	return established || !checkers || shard.results === 0;
}

/**
 * Whether a taken shard's results count as checks passed and failed: two origins at least agree, and once
 * the grid has checkers an established provider is among them.
 * @param checkers see hasCheckers.
 */
export function isChecked(
	{ supporters, established }: Pick<Weighing, "supporters" | "established">,
	checkers: boolean,
): boolean {
	return supporters > 1 && (established || !checkers);
}
