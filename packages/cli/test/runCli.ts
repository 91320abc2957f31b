import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";

const here = fileURLToPath(new URL("..", import.meta.url));
const entry = fileURLToPath(new URL("../bin/tabgrid.mjs", import.meta.url));

/** What a run of the command said and how it ended. */
export interface CliRun {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Starts `tabgrid` as a process; nothing of this process' environment but PATH goes with it. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>>) {
	return startNode([entry, ...args], env);
}

/** Runs a module's source, as a file of this package would run, to its end. */
export async function runScript(source: string, env: Readonly<Record<string, string>>) {
	const state = join(here, ".tabgrid");
	await mkdir(state, { recursive: true });
	const folder = await mkdtemp(join(state, "script-"));
	try {
		const script = join(folder, "script.ts");
		await writeFile(script, source);
		return await startNode([launcher, script], env).ended;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function startNode(args: readonly string[], env: Readonly<Record<string, string>>) {
	const child = spawn(process.execPath, args, {
		cwd: here,
		env: { PATH: process.env.PATH ?? "", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	return { child, ...outcomeOf(child) };
}

/** Runs `tabgrid` to its end. */
export function runCli(
	args: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<CliRun> {
	return startCli(args, env).ended;
}

/** Collects what a child says. */
function outcomeOf(child: ChildProcess) {
	let stdout = "";
	let stderr = "";
	const waiting = new Set<() => void>();
	const heard = () => {
		for (const look of waiting) look();
	};
	child.stdout?.on("data", (chunk: Buffer) => {
		stdout += chunk.toString("utf8");
		heard();
	});
	child.stderr?.on("data", (chunk: Buffer) => {
		stderr += chunk.toString("utf8");
		heard();
	});
	const ended = new Promise<CliRun>((resolve) =>
		child.once("close", (code) => resolve({ code, stdout, stderr })),
	);
	return {
		ended,
		/** Resolves when standard output or error matches; rejects when the process ends first. */
		says: (pattern: RegExp) =>
			new Promise<void>((resolve, reject) => {
				const look = () => {
					if (!pattern.test(stdout + stderr)) return;
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				void ended.then((run) => reject(new Error(`It ended first: ${JSON.stringify(run)}`)));
				look();
			}),
	};
}
