// A process of its own that outlives the one that started a grid, so that a grid that was killed
// without warning leaves nothing running: when the channel to its parent breaks, it ends every
// process group it was told of, then itself. Told of by `{ add: pid }` and `{ remove: pid }`.

/** How long a process gets to end by itself after SIGTERM, in ms. */
const patience = 8_000;
/** @type {Set<number>} */
const groups = new Set();

// A Ctrl-C at the terminal reaches this process too; the parent decides what it means.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

process.on("message", (message) => {
	if (typeof message !== "object" || message === null) return;
	if ("add" in message) groups.add(Number(message.add));
	if ("remove" in message) groups.delete(Number(message.remove));
});

process.on("disconnect", () => {
	for (const pid of groups) send(pid, "SIGTERM");
	const deadline = Date.now() + patience;
	const timer = setInterval(() => {
		const late = Date.now() > deadline;
		for (const pid of groups) if (!send(pid, late ? "SIGKILL" : 0)) groups.delete(pid);
		// What SIGKILL does not end in this time is a zombie that nobody collects.
		if (groups.size === 0 || Date.now() > deadline + 2_000) clearInterval(timer);
	}, 100);
});

process.send?.("ready");

/**
 * Signals a process group; whether it still exists.
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function send(pid, signal) {
	try {
		process.kill(process.platform === "win32" ? pid : -pid, signal);
		return true;
	} catch {
		return false;
	}
}
