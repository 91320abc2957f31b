import { spawn } from "node:child_process";
import { constants } from "node:os";
import { quietEnvironment } from "../setup/runTool.mjs";

export interface ProcessRun {
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env?: Readonly<Record<string, string>>;
	/** `show` passes output on as it comes; `keep` collects it. */
	readonly output: "show" | "keep";
}

/** No step may hold up the rest for longer than this, in ms. */
const limitMs = 20 * 60_000;

/** Runs a tool to its end. The exit code is 128 + the signal's number when a signal ended it. */
export function runProcess(run: ProcessRun): Promise<{ code: number; output: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(run.command, run.args, {
			cwd: run.cwd,
			env: { ...process.env, ...quietEnvironment, ...run.env },
			stdio: run.output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
			shell: process.platform === "win32",
			timeout: limitMs,
		});
		const chunks: Buffer[] = [];
		child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.once("error", reject);
		child.once("close", (code, signal) => {
			const byKill = signal === null ? 1 : 128 + constants.signals[signal];
			resolve({ code: code ?? byKill, output: Buffer.concat(chunks).toString("utf8") });
		});
	});
}
