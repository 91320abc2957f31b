import type { Comparator, Dtype } from "@tabgrid/protocol";

/** How two values of one output compare. */
export interface OutputComparison {
	readonly name: string;
	readonly agree: boolean;
	/**
	 * In units of what the comparator permits: 0 for equal values, at most 1 where they agree, above 1
	 * where they don't, Infinity where they can't be measured (shape, dtype, NaN against a number).
	 * Symmetric.
	 */
	readonly distance: number;
	/** For a person: what differs and by how much. Absent where they agree. */
	readonly why?: string;
}

/** How two bundles compare: they agree when every output does. */
export interface BundleComparison {
	readonly agree: boolean;
	/** The largest distance of any output. */
	readonly distance: number;
	/** In name order. */
	readonly outputs: readonly OutputComparison[];
}

/** Gives the comparator of an output that the job spec names none for: a kernel's `comparator`. */
export type DefaultComparator = (output: string, dtype: Dtype) => Comparator;
