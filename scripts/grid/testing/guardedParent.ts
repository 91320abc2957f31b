// Starts a guard and a process for it to guard, prints both pids, and waits.
import { spawn } from "node:child_process";
import { startOrphanGuard } from "../startOrphanGuard.ts";

const guard = await startOrphanGuard();
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
	detached: true,
	stdio: "ignore",
});
if (child.pid === undefined) throw new Error("No process could be started.");
guard.add(child.pid);
process.stdout.write(`${JSON.stringify({ guard: guard.pid, child: child.pid })}\n`);
setInterval(() => {}, 1000);
