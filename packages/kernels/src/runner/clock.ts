/** Milliseconds that only go forward, whatever happens to the system's clock. */
export const now = (): number => performance.now();

/**
 * Waits, unless `signal` is aborted first; then resolves at once (check the signal after).
 * @param ms - how long, in milliseconds.
 */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted) return resolve();
		const done = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		signal?.addEventListener("abort", done, { once: true });
	});
}

/**
 * How long to wait before attempt `attempt` (from 0) is repeated: exponential with full jitter, so
 * that a thousand tabs that lost one matcher don't come back in the same instant.
 * (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.)
 */
export function backoffMs(
	attempt: number,
	{ base = 300, max = 15_000, random = Math.random } = {},
): number {
	return random() * Math.min(max, base * 2 ** Math.min(attempt, 20)) + base / 2;
}
