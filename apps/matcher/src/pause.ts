import { setTimeout as delay } from "node:timers/promises";

/** Waits `ms`, or until the signal aborts: then it resolves at once (check the signal after). */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	try {
		await delay(ms, undefined, signal && { signal });
	} catch (error) {
		if (!signal?.aborted) throw error;
	}
}
