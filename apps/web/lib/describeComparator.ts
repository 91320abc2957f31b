import type { Comparator } from "@tabgrid/protocol";

/** A comparator in a few words. */
export function describeComparator(comparator: Comparator): string {
	switch (comparator.kind) {
		case "exact":
			return "equal bytes";
		case "close":
			return `within ${comparator.rtol} of the value and ${comparator.atol} of the scale`;
		case "ulp":
			return `at most ${comparator.max} representable values apart`;
		case "topk":
			return `the same best ${comparator.k}, scores within ${comparator.margin}`;
	}
}
