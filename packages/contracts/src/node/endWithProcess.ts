import type { ChildProcess } from "node:child_process";

const children = new Set<ChildProcess>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Makes a child process in a group of its own end when this process does: a Ctrl-C at the terminal
 * doesn't reach it otherwise. A program that handles the signal itself is left to end the child in its
 * own order. (Nothing can help against SIGKILL.)
 */
export function endWithProcess(child: ChildProcess): void {
	if (children.size === 0) {
		process.on("exit", endAll);
		for (const signal of signals) process.on(signal, endUnlessHandled);
	}
	children.add(child);
	child.once("exit", () => {
		children.delete(child);
		if (children.size > 0) return;
		process.off("exit", endAll);
		for (const signal of signals) process.off(signal, endUnlessHandled);
	});
}

function endAll(): void {
	for (const child of children) child.kill("SIGTERM");
}

/** Without any other listener the signal means death, as if this module had not listened either. */
function endUnlessHandled(signal: NodeJS.Signals): void {
	if (process.listenerCount(signal) > 1) return;
	endAll();
	process.off(signal, endUnlessHandled);
	process.kill(process.pid, signal);
}
