import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launcher } from "@tabgrid/launch";
import { z } from "zod";
import { until } from "./until.ts";

const packageRoot = fileURLToPath(new URL("../..", import.meta.url));
const Ready = z.object({ port: z.int(), url: z.string() });

export interface MatcherProcess {
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	/** What it has logged. */
	logs(): string;
	/** Sends a signal and waits for the end; answers the exit code. */
	end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** Runs the matcher and resolves when it is ready. Throws what it said if it ends. */
export async function startMatcherProcess(
	environment: Record<string, string>,
	readyFile: string,
): Promise<MatcherProcess> {
	const { child, exited, logs } = runMatcher({ ...environment, READY_FILE: readyFile });
	let gone = false;
	void exited.then(() => {
		gone = true;
	});
	const { url, port } = await until(
		"the matcher is ready",
		async () => {
			if (gone) throw new Error(`The matcher ended at start:\n${logs()}`);
			// A file left by the process before names another pid's port, but ports are kept over restarts.
			if (!logs().includes('"ready":true')) return undefined;
			return readFile(readyFile, "utf8").then(
				(text) => Ready.parse(JSON.parse(text)),
				() => undefined,
			);
		},
		120_000,
	);
	return {
		url,
		port,
		pid: child.pid ?? 0,
		logs,
		async end(signal) {
			child.kill(signal);
			return exited;
		},
	};
}

/** Runs the matcher and kills it `afterMs` later, wherever its start has got to by then. */
export async function killAtStart(environment: Record<string, string>, afterMs: number) {
	const { child, exited, logs } = runMatcher(environment);
	await setTimeout(afterMs);
	child.kill("SIGKILL");
	await exited;
	return logs();
}

/** Runs the matcher until it ends, for starts that must fail. */
export async function runMatcherToEnd(environment: Record<string, string>) {
	const { exited, logs } = runMatcher(environment);
	return { code: await exited, output: logs() };
}

function runMatcher(environment: Record<string, string>) {
	const child: ChildProcess = spawn(process.execPath, [launcher, "src/main.ts"], {
		cwd: packageRoot,
		env: { PATH: process.env.PATH ?? "", ...environment },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream?.on("data", (chunk: Buffer) => {
			said += chunk.toString("utf8");
		});
	const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
	const abandon = () => child.kill("SIGKILL");
	process.once("exit", abandon);
	void exited.then(() => process.off("exit", abandon));
	return { child, exited, logs: () => said };
}
