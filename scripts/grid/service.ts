import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { quietEnvironment } from "../setup/runTool.mjs";
import type { OrphanGuard } from "./startOrphanGuard.ts";

/** How to run one of the grid's long-running processes. */
export interface ServiceOptions {
	/** For messages: "the matcher". */
	readonly name: string;
	/** Arguments for Node. */
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env: Readonly<Record<string, string>>;
	readonly logFile: string;
	/** Answers 2xx once the service can be used. */
	readonly healthUrl: string;
	readonly guard: OrphanGuard;
}

/** One run of a service. */
export interface Service {
	readonly pid: number;
	/** Resolves when the process is gone, with a sentence about how it ended. */
	readonly exited: Promise<string>;
	/** SIGTERM, then SIGKILL when it takes more than `patience` ms. */
	stop(): Promise<void>;
	/** SIGKILL: the process gets no chance to tidy up. */
	kill(): Promise<void>;
}

/** A service that could not be started; the message carries the end of its log. */
export class ServiceError extends Error {
	override readonly name = "ServiceError";
}

/** How long a service gets to end by itself, in ms. */
const patience = 10_000;
/** How long a service gets until it answers, in ms: a first start on a busy machine is slow. */
const startLimit = 120_000;

/** Starts a service and waits until it answers. */
export async function startService(options: ServiceOptions): Promise<Service> {
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = openSync(options.logFile, "a");
	const child = spawn(process.execPath, options.args, {
		cwd: options.cwd,
		env: { ...process.env, ...quietEnvironment, ...options.env },
		stdio: ["ignore", log, log],
		detached: true,
	});
	closeSync(log);
	const exited = new Promise<string>((resolve) => {
		child.once("exit", (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`));
		child.once("error", (error) => resolve(`before it began: ${error.message}`));
	});
	const pid = child.pid ?? 0;
	options.guard.add(pid);
	void exited.then(() => options.guard.remove(pid));
	const service = { pid, exited, ...endings(child, exited) };
	const problem = await Promise.race([healthy(options.healthUrl), exited]);
	if (problem === undefined) return service;
	await service.kill();
	throw new ServiceError(
		`${options.name} could not be started (${problem}). The end of ${options.logFile}:\n${tail(options.logFile)}`,
	);
}

function endings(child: ChildProcess, exited: Promise<string>): Pick<Service, "stop" | "kill"> {
	const end = async (signal: NodeJS.Signals) => {
		child.kill(signal);
		await exited;
	};
	return {
		kill: () => end("SIGKILL"),
		async stop() {
			const late = new AbortController();
			const kill = pause(patience, undefined, { signal: late.signal }).then(
				() => child.kill("SIGKILL"),
				() => undefined, // it ended in time
			);
			await end("SIGTERM");
			late.abort();
			await kill;
		},
	};
}

/** Resolves to undefined once the address answers, or to a sentence when it never does. */
async function healthy(url: string): Promise<string | undefined> {
	const deadline = Date.now() + startLimit;
	while (Date.now() < deadline) {
		const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
		if (answer?.ok) return undefined;
		await pause(100);
	}
	return `no answer from ${url} in ${startLimit / 1000} s`;
}

function tail(file: string): string {
	return readFileSync(file, "utf8").trimEnd().split("\n").slice(-30).join("\n");
}
