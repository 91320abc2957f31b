import { readFile } from "node:fs/promises";

/** The most memory that a process has had resident so far, in MiB; null where Linux's /proc isn't. */
export async function peakMemory(pid: number): Promise<number | null> {
	const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
	const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	return kib === undefined ? null : Number(kib) / 1024;
}
