import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Ends a grid's processes if this process dies without having done so itself. */
export interface OrphanGuard {
	readonly pid: number;
	/** A process, leader of its own group, that must not outlive this one. */
	add(pid: number): void;
	/** The process has ended. */
	remove(pid: number): void;
	/** Ends the guard and whatever it still guards. */
	stop(): Promise<void>;
}

export async function startOrphanGuard(): Promise<OrphanGuard> {
	const script = fileURLToPath(new URL("./orphanGuard.mjs", import.meta.url));
	const child = spawn(process.execPath, [script], {
		stdio: ["ignore", "ignore", "ignore", "ipc"],
		detached: true,
	});
	await once(child, "message"); // it listens now: from here on no message and no end is missed
	child.unref();
	child.channel?.unref();
	const tell = (message: { add: number } | { remove: number }) => {
		if (child.connected) child.send(message);
	};
	return {
		pid: child.pid ?? 0,
		add: (pid) => tell({ add: pid }),
		remove: (pid) => tell({ remove: pid }),
		async stop() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const exited = once(child, "exit");
			child.ref();
			if (child.connected) child.disconnect();
			await exited;
		},
	};
}
