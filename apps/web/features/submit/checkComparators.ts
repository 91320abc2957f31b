import { type Comparator, maxTextEdits } from "@tabgrid/protocol";
import { submitStrings } from "@/strings/submit";

const words = submitStrings.comparators;
const isTolerance = (value: number) => Number.isFinite(value) && value >= 0;

/**
 * What is wrong with a comparator as typed, by the name of its number; numbers that can't be read are
 * NaN. Nothing when it is sound.
 */
export function comparatorErrors(comparator: Comparator): Readonly<Record<string, string>> {
	switch (comparator.kind) {
		case "exact":
			return {};
		case "close":
			return Object.fromEntries(
				(["rtol", "atol", "l2"] as const)
					.filter((name) => !isTolerance(comparator[name]))
					.map((name) => [name, words.bad]),
			);
		case "ulp":
			return Number.isSafeInteger(comparator.max) && comparator.max >= 0
				? {}
				: { max: words.badWhole };
		case "topk": {
			const { k, margin } = comparator;
			return {
				...(Number.isInteger(k) && k >= 1 && k <= 100 ? {} : { k: words.badClasses }),
				...(isTolerance(margin) ? {} : { margin: words.bad }),
			};
		}
		case "text": {
			const { edits, blank = 0 } = comparator;
			return {
				...(Number.isInteger(edits) && edits >= 0 && edits <= maxTextEdits
					? {}
					: { edits: words.badEdits(maxTextEdits) }),
				...(Number.isSafeInteger(blank) && blank >= 0 ? {} : { blank: words.badWhole }),
			};
		}
	}
}

/** The first output whose comparator isn't complete, if any. */
export function badComparator(chosen: Readonly<Record<string, Comparator>>): string | undefined {
	return Object.entries(chosen).find(
		([, comparator]) => Object.keys(comparatorErrors(comparator)).length > 0,
	)?.[0];
}
