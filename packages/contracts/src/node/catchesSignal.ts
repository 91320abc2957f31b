import { readFile } from "node:fs/promises";
import { constants } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

/** How often the kernel is asked what a process catches, in ms. */
const askEvery = 5;

/**
 * Resolves once a process handles `signal` itself instead of dying of it, or is gone. Linux tells that
 * (the mask `SigCgt` of proc(5)'s `/proc/PID/status`); elsewhere it resolves at once.
 */
export async function catchesSignal(pid: number, signal: "SIGTERM" | "SIGINT"): Promise<void> {
	const bit = 1n << BigInt(constants.signals[signal] - 1);
	for (;;) {
		const caught = await caughtSignals(pid);
		if (caught === undefined || (caught & bit) !== 0n) return;
		await delay(askEvery);
	}
}

async function caughtSignals(pid: number): Promise<bigint | undefined> {
	const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
	const mask = /^SigCgt:\s*([0-9a-f]+)$/m.exec(status)?.[1];
	return mask === undefined ? undefined : BigInt(`0x${mask}`);
}
