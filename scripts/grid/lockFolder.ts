import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

/** Who holds a state folder: the process that started the grid, and its orphan guard. */
const Holder = z.object({ pid: z.int(), guard: z.int() });

/** Another grid runs on this state folder. */
export class FolderInUseError extends Error {
	override readonly name = "FolderInUseError";
}

/** How long the processes of a grid that was killed may take to end, in ms. */
const patience = 15_000;

/**
 * Takes a state folder for this process: two matchers over one embedded database would destroy it.
 * A lock whose holder is gone is taken over, once the holder's guard has ended what it left.
 * @returns what gives the folder back.
 * @throws FolderInUseError while another grid runs there.
 */
export async function lockFolder(folder: string, guardPid: number): Promise<() => void> {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, "lock.json");
	const text = JSON.stringify({ pid: process.pid, guard: guardPid });
	const deadline = Date.now() + patience;
	for (;;) {
		try {
			writeFileSync(file, text, { flag: "wx" });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if (!isFileExists(error)) throw error;
		}
		const holder = readHolder(file);
		if (holder === undefined || (!isAlive(holder.pid) && !isAlive(holder.guard))) {
			rmSync(file, { force: true });
			continue;
		}
		if (isAlive(holder.pid) || Date.now() > deadline) {
			throw new FolderInUseError(
				`A grid already runs on ${folder} (process ${holder.pid}). Stop it first; or, if that process is something else, delete ${file}.`,
			);
		}
		await pause(100);
	}
}

function readHolder(file: string): z.infer<typeof Holder> | undefined {
	try {
		return Holder.parse(JSON.parse(readFileSync(file, "utf8")));
	} catch {
		return undefined; // just removed, or cut off while it was written
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

function isFileExists(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === "EEXIST";
}
