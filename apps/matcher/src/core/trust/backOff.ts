/** After the first lease that ended with nothing; doubles with each further one in a row. */
const firstMs = 30_000;
const mostMs = 3_600_000;

/**
 * How long a provider whose leases ended with nothing gets no new one, ms. Being slow or away is no lie
 * and costs no trust; but each such lease holds up a job. One delivered result ends it.
 * @param inARow leases that expired since the last delivered result.
 */
export function backOffMs(inARow: number): number {
	return inARow <= 0 ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(inARow - 1, 10));
}
