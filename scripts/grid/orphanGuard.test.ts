import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";

const guardModule = fileURLToPath(new URL("./startOrphanGuard.ts", import.meta.url));

/** Starts a guard and a process for it to guard, prints both pids, and waits. */
const parent = `
	import { spawn } from "node:child_process";
	import { startOrphanGuard } from ${JSON.stringify(guardModule)};
	const guard = await startOrphanGuard();
	const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
	guard.add(child.pid);
	process.stdout.write(JSON.stringify({ guard: guard.pid, child: child.pid }) + "\\n");
	setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

test("when a grid's process is killed without warning, what it started ends too", async () => {
	const parentProcess = spawn(
		process.execPath,
		["--import", "tsx", "--input-type=module", "-e", parent],
		{ stdio: ["ignore", "pipe", "inherit"] },
	);
	const [line] = await once(parentProcess.stdout, "data");
	const pids: { guard: number; child: number } = JSON.parse(String(line));
	expect(isAlive(pids.child)).toBe(true);
	parentProcess.kill("SIGKILL");
	await vi.waitFor(() => expect([pids.child, pids.guard].filter(isAlive)).toEqual([]), {
		timeout: 25_000,
		interval: 50,
	});
}, 30_000);
