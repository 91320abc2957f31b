/** Work that can be left at any time: an interruption rejects at once, whatever it goes on doing. */
export async function orInterrupted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
	signal.throwIfAborted();
	const ended = new AbortController();
	const interrupted = new Promise<never>((_, reject) =>
		signal.addEventListener("abort", () => reject(signal.reason), { signal: ended.signal }),
	);
	try {
		return await Promise.race([work(), interrupted]);
	} finally {
		ended.abort();
	}
}
