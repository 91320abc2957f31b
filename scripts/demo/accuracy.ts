import { distance } from "fastest-levenshtein";

/**
 * 1 − character error rate over all lines: edit distances of all lines, added up, over the length of
 * all true lines. A line that was not read counts as wholly wrong.
 */
export function accuracyOf(
	truth: readonly string[],
	read: readonly (string | undefined)[],
): number {
	const length = truth.reduce((sum, line) => sum + line.length, 0);
	if (length === 0) throw new RangeError("There is no true text to compare with.");
	const errors = truth.reduce((sum, line, index) => sum + distance(line, read[index] ?? ""), 0);
	return 1 - errors / length;
}
