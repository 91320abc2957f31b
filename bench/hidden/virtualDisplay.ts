import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UsageError } from "../options.ts";

/** A screen that nobody sees. */
export interface VirtualDisplay {
	/** For DISPLAY: `:99`. */
	readonly name: string;
	stop(): Promise<void>;
}

/**
 * Starts Xvfb on a free display.
 * @throws UsageError saying what to install where there is none.
 */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
	const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
	const program = folders.map((folder) => join(folder, "Xvfb")).find((path) => existsSync(path));
	if (program === undefined)
		throw new UsageError(
			"This bench needs Xvfb, a screen that nobody sees, because headless pages are never really hidden. Install it: apt-get install xvfb (Debian, Ubuntu), dnf install xorg-x11-server-Xvfb (Fedora).",
		);
	const args = ["-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp"];
	const child = spawn(program, args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
	const exited = once(child, "exit");
	const abandon = () => child.kill("SIGKILL");
	process.once("exit", abandon);
	const stop = async () => {
		child.kill("SIGTERM");
		await exited;
		process.off("exit", abandon);
	};
	const told = child.stdio[3];
	if (told === null || told === undefined) throw new Error("Xvfb has no way to tell its display.");
	const number = await Promise.race([
		once(told, "data").then(([data]) => String(data).trim()),
		exited.then(() => undefined),
	]);
	if (number === undefined) throw new Error("Xvfb ended before it showed anything.");
	return { name: `:${number}`, stop };
}
