import { setImmediate } from "node:timers/promises";

/** How long one piece of work holds the thread before sockets and requests get their turn. */
const turnMs = 5;

/** A function to call often in long work: now and then it answers a promise that lets others go first. */
export function givingWay(): () => Promise<void> | undefined {
	let turnBegan = performance.now();
	return () => {
		if (performance.now() - turnBegan < turnMs) return undefined;
		return setImmediate(undefined).then(() => {
			turnBegan = performance.now();
		});
	};
}
