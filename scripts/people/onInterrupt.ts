/**
 * Calls `stop` at the first SIGINT or SIGTERM; a second one ends the process at once (the grid's
 * orphan guard then ends its processes).
 */
export function onInterrupt(stop: () => Promise<void>): void {
	let asked = false;
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.on(signal, () => {
			if (asked) process.exit(1);
			asked = true;
			void stop();
		});
	}
}
