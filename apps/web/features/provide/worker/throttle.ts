/** Calls `run` at most once in `ms`, the last time after the last call. */
export function throttle(run: () => void, ms: number): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let last = Number.NEGATIVE_INFINITY;
	return () => {
		if (timer !== undefined) return;
		const wait = Math.max(0, last + ms - performance.now());
		timer = setTimeout(() => {
			timer = undefined;
			last = performance.now();
			run();
		}, wait);
	};
}
