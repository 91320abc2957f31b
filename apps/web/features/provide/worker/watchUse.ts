/** Nobody touched the computer for this long, in ms; browsers allow no less. */
const threshold = 60_000;

export type Use = "idle" | "active" | "unknown";

/**
 * Watches whether the computer is in use, where the browser tells and the person allowed it. Counts as
 * in use until it is known.
 * @returns how to read it; `end` stops watching.
 */
export function watchUse(changed: () => void): { readonly use: Use; end(): void } {
	const over = new AbortController();
	const watch: { use: Use; end(): void } = { use: "active", end: () => over.abort() };
	const become = (use: Use) => {
		if (over.signal.aborted) return;
		watch.use = use;
		changed();
	};
	if (globalThis.IdleDetector === undefined) return { ...watch, use: "unknown" };
	const detector = new globalThis.IdleDetector();
	detector.addEventListener("change", () => {
		const idle = detector.userState === "idle" || detector.screenState === "locked";
		become(idle ? "idle" : "active");
	});
	detector.start({ threshold, signal: over.signal }).catch(() => become("unknown"));
	return watch;
}
