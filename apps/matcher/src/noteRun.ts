import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Logger } from "./log.ts";

const Note = z.object({ pid: z.int().positive(), startedAt: z.string() });

function lives(pid: number): boolean {
	if (pid === process.pid) return false; // in containers every run has the same
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * Leaves a note in the data folder for as long as this process runs, so that the next one can say in
 * its log whether this one was killed. Answers how to take the note away.
 */
export async function noteRun(dataDir: string, log: Logger): Promise<() => Promise<void>> {
	const file = join(dataDir, "running.json");
	const found = await readFile(file, "utf8").catch(() => undefined);
	const before = found === undefined ? undefined : parsed(found);
	if (before !== undefined && !lives(before.pid))
		log.warn(
			before,
			"The matcher before this one was killed. What it acknowledged is kept, and its jobs go on.",
		);
	const note = { pid: process.pid, startedAt: new Date().toISOString() };
	await writeFile(file, JSON.stringify(note));
	return () => rm(file, { force: true });
}

/** A note that was cut off while it was written says nothing. */
function parsed(text: string): z.infer<typeof Note> | undefined {
	try {
		return Note.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}
