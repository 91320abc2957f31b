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
		case "text":
			return `text read from it, at most ${comparator.edits} ${comparator.edits === 1 ? "edit" : "edits"} apart`;
	}
}
