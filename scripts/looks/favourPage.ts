import { readdirSync, readFileSync } from "node:fs";
import { constants, platform, setPriority } from "node:os";

/**
 * Chromium's switches that start its helpers (drawing, network, the recording of what happens) behind its
 * pages in the queue for a processor. For Linux; elsewhere none.
 */
export const favouringArguments: readonly string[] =
	platform() === "linux" ? ["--gpu-launcher=nice -n 19", "--utility-cmd-prefix=nice -n 19"] : [];

const { PRIORITY_LOW } = constants.priority;

/**
 * Puts the browser that listens on `port` behind its pages as well. Lighthouse has it record and tell all
 * that a page does, which takes three times the processor time of the page itself: on two cores the page's
 * thread would wait for it, and the wait would count as the page's own work.
 */
export function favourPages(port: number): void {
	if (platform() !== "linux") return;
	for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
		try {
			const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
			const isBrowser = command.includes(`--remote-debugging-port=${port}`);
			if (!isBrowser || command.includes("--type=")) continue;
			for (const thread of readdirSync(`/proc/${pid}/task`))
				setPriority(Number(thread), PRIORITY_LOW);
		} catch {} // a process that ended meanwhile
	}
}
