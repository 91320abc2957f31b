/** How long after a failure it is tried again, in ms. */
const againMs = 5_000;

/** Loads code for as long as it takes: the network that it comes by may come back by itself. */
export async function insist<T>(load: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			return await load();
		} catch {
			await new Promise((resolve) => setTimeout(resolve, againMs));
		}
	}
}
