import { mostLaterChecks } from "./odds.ts";

/**
 * The places, in a provider's own sequence of results, of the last results whose check it passed:
 * largest first, {@link mostLaterChecks} at most. Enough to tell for any earlier result how many later
 * ones were checked.
 */
export type PassedChecks = readonly number[];

/** Adds a passed check; the same one again changes nothing. */
export function withPassed(passed: PassedChecks, sequence: number): PassedChecks {
	if (passed.includes(sequence)) return passed;
	const last = passed.at(-1);
	if (passed.length === mostLaterChecks && last !== undefined && sequence < last) return passed;
	return [...passed, sequence].sort((a, b) => b - a).slice(0, mostLaterChecks);
}

/** How many passed checks lie after the result at `sequence`. */
export function checksAfter(passed: PassedChecks, sequence: number): number {
	let count = 0;
	while (count < passed.length && (passed[count] ?? 0) > sequence) count += 1;
	return count;
}
