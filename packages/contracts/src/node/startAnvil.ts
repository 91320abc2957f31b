import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { TabgridError } from "@tabgrid/protocol";
import { catchesSignal } from "./catchesSignal.ts";
import { endWithProcess } from "./endWithProcess.ts";
import { foundryBinary } from "./foundryBinary.ts";

export interface StartAnvilOptions {
	/** TCP port; 0 (the default) takes a free one. */
	readonly port?: number;
	/** Address to listen on; loopback by default, because everyone knows anvil's keys. */
	readonly host?: string;
	/** Where the chain is kept, loaded if it exists; in memory only when left out. */
	readonly stateFile?: string;
	/** Seconds between blocks; by default each transaction makes a block at once. */
	readonly blockTime?: number;
	/** 31337 by default. */
	readonly chainId?: number;
}

export interface RunningAnvil {
	readonly rpcUrl: string;
	readonly pid: number;
	/** Resolves with the exit code once the process is gone, however that came about. */
	readonly exited: Promise<number | null>;
	/** Ends anvil and waits until it has written its state. Calling it again does no harm. */
	stop(): Promise<void>;
}

/** How often a kept chain is written to disk, in seconds: what a power cut can lose. */
const stateIntervalSeconds = 2;

/**
 * Starts anvil from the npm package and resolves once it answers. Throws UNAVAILABLE, with what anvil
 * said, when it ends before that (the port is taken, the state file is damaged), or when npm has no
 * anvil for this platform.
 */
export async function startAnvil(options: StartAnvilOptions = {}): Promise<RunningAnvil> {
	const child = spawn(foundryBinary("anvil"), anvilArguments(options), {
		stdio: ["ignore", "pipe", "pipe"],
		// Its own process group, so that a Ctrl-C reaches only this process, which ends anvil after those
		// who use it. A second signal would kill anvil while it writes its state.
		detached: true,
	});
	const exited = new Promise<number | null>((resolve) => {
		child.once("exit", resolve);
		child.once("error", () => resolve(null));
	});
	endWithProcess(child);

	const address = await listening(child, exited);
	// Anvil listens before it handles SIGTERM: stopped in between it would die without writing its state.
	if (child.pid !== undefined) await catchesSignal(child.pid, "SIGTERM");
	let stopping = false;
	return {
		rpcUrl: `http://${address}`,
		pid: child.pid ?? 0,
		exited,
		async stop() {
			if (!stopping) child.kill("SIGTERM");
			stopping = true;
			await exited;
		},
	};
}

function anvilArguments(options: StartAnvilOptions): string[] {
	const { port = 0, host = "127.0.0.1", chainId = 31337, stateFile, blockTime } = options;
	const args = ["--port", String(port), "--host", host, "--chain-id", String(chainId)];
	if (blockTime !== undefined) args.push("--block-time", String(blockTime));
	if (stateFile !== undefined) {
		mkdirSync(dirname(stateFile), { recursive: true });
		args.push("--state", stateFile, "--state-interval", String(stateIntervalSeconds));
	}
	return args;
}

/** Waits for anvil's "Listening on host:port" and returns that address. */
function listening(child: ChildProcess, exited: Promise<number | null>): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = "";
		const read = (chunk: Buffer) => {
			said = (said + chunk.toString("utf8")).slice(-8_192);
			const address = /Listening on (\S+)/.exec(said)?.[1];
			if (address === undefined) return;
			// From here on the log is nobody's; it must still be drained or anvil would block.
			child.stdout?.off("data", read).resume();
			child.stderr?.off("data", read).resume();
			resolve(address);
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("error", (cause) =>
			reject(new TabgridError("UNAVAILABLE", "anvil could not be started.", { cause })),
		);
		void exited.then((code) =>
			reject(
				new TabgridError("UNAVAILABLE", `anvil ended with code ${code}: ${said.trim()}`, {
					details: { code },
				}),
			),
		);
	});
}
