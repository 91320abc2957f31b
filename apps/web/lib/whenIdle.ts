/** After its load a page is given this long to come to rest, in ms. */
const longest = 1_000;

/**
 * Does something once the page has loaded and the browser has nothing better to do, so that it takes
 * nothing from what the visitor came for. Call it in a browser only.
 * @returns takes it back, as long as it has not been done.
 */
export function whenIdle(act: () => void): () => void {
	const given = new AbortController();
	const { signal } = given;
	const once = () => {
		if (!signal.aborted) act();
	};
	const rest = () => {
		// Safari has no idle callbacks.
		if (typeof requestIdleCallback === "function") requestIdleCallback(once, { timeout: longest });
		else setTimeout(once, longest / 4);
	};
	if (document.readyState === "complete") rest();
	else window.addEventListener("load", rest, { once: true, signal });
	return () => given.abort();
}
