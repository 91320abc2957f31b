/**
 * Histograms of distances: quarters of a decade from 1e-9 to 1. Bucket 0 holds everything below (equal
 * results too), the last one everything from 1 up.
 */
export const spreadBuckets = { perDecade: 4, lowest: -9, count: 38 } as const;

const { perDecade, lowest, count } = spreadBuckets;

/** The bucket of a distance. */
export function bucketOf(distance: number): number {
	if (!(distance > 10 ** lowest)) return 0;
	const place = Math.floor((Math.log10(distance) - lowest) * perDecade) + 1;
	return Math.min(place, count - 1);
}

/** The largest distance that a bucket holds; Infinity for the last. */
export const upperEdge = (bucket: number): number =>
	bucket >= count - 1 ? Number.POSITIVE_INFINITY : 10 ** (lowest + bucket / perDecade);

/**
 * The distance that a share of all stay below or equal, rounded up to its bucket's edge; 0 for an empty
 * histogram.
 */
export function quantileOf(
	histogram: readonly { readonly bucket: number; readonly pairs: number }[],
	share: number,
): number {
	const ordered = histogram.toSorted((a, b) => a.bucket - b.bucket);
	const total = ordered.reduce((sum, { pairs }) => sum + pairs, 0);
	let below = 0;
	for (const { bucket, pairs } of ordered) {
		below += pairs;
		if (below >= share * total) return bucket === 0 ? 0 : upperEdge(bucket);
	}
	return 0;
}
