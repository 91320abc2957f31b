/** Width of a bucket in ms, and how many there are: ten minutes in all. */
export const bucketMs = 10_000;
export const bucketCount = 60;

/** How many shards were accepted in each of the last sixty spans of ten seconds. */
export class RecentWork {
	readonly #counts = new Map<number, number>();

	/** @param at - ms on any clock that only goes forward; the same one in every call. */
	note(at: number): void {
		const bucket = Math.floor(at / bucketMs);
		this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
		for (const old of this.#counts.keys())
			if (old <= bucket - bucketCount) this.#counts.delete(old);
	}

	/** Takes over what another provider of this browser counted up to `at`, oldest first. */
	seed(buckets: readonly number[], at: number): void {
		const last = Math.floor(at / bucketMs);
		for (const [index, count] of buckets.entries()) {
			const bucket = last - buckets.length + 1 + index;
			if (count > 0) this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
		}
	}

	/** The last ten minutes, oldest first; the last bucket is still filling. */
	buckets(at: number): number[] {
		const last = Math.floor(at / bucketMs);
		return Array.from(
			{ length: bucketCount },
			(_, index) => this.#counts.get(last - bucketCount + 1 + index) ?? 0,
		);
	}
}
