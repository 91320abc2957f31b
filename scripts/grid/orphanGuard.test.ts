import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { expect, test, vi } from "vitest";

const parent = fileURLToPath(new URL("./testing/guardedParent.ts", import.meta.url));

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

test("when a grid's process is killed without warning, what it started ends too", async () => {
	const parentProcess = spawn(process.execPath, [launcher, parent], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [line] = await once(parentProcess.stdout, "data");
	const pids: { guard: number; child: number } = JSON.parse(String(line));
	expect(isAlive(pids.child)).toBe(true);
	parentProcess.kill("SIGKILL");
	await vi.waitFor(() => expect([pids.child, pids.guard].filter(isAlive)).toEqual([]), {
		timeout: 25_000,
		interval: 50,
	});
}, 30_000);
