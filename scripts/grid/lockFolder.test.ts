import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUseError, lockFolder } from "./lockFolder.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "tabgrid-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process id that was in use a moment ago and is no more. */
async function deadPid(): Promise<number> {
	const child = spawn(process.execPath, ["-e", ""]);
	await once(child, "exit");
	return child.pid ?? 0;
}

test("a second grid on the same folder is refused until the first gives it back", async () => {
	const unlock = await lockFolder(folder, process.pid);
	await expect(lockFolder(folder, process.pid)).rejects.toThrow(FolderInUseError);
	unlock();
	(await lockFolder(folder, process.pid))();
});

test("the lock of a process that is gone is taken over", async () => {
	const pid = await deadPid();
	writeFileSync(join(folder, "lock.json"), JSON.stringify({ pid, guard: pid }));
	(await lockFolder(folder, process.pid))();
});

test("while a killed grid's guard still ends its processes, the next one waits", async () => {
	const guard = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
	const pid = await deadPid();
	writeFileSync(join(folder, "lock.json"), JSON.stringify({ pid, guard: guard.pid }));
	const order: string[] = [];
	guard.once("exit", () => order.push("guard ended"));
	const locked = lockFolder(folder, process.pid).then((unlock) => {
		order.push("locked");
		unlock();
	});
	guard.stdin.end();
	await locked;
	expect(order).toEqual(["guard ended", "locked"]);
});
