import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { anvilAccounts, deployContracts, startAnvil } from "@tabgrid/contracts/node";
import { launcher } from "@tabgrid/launch";
import { z } from "zod";

const cwd = fileURLToPath(new URL("../../apps/matcher", import.meta.url));
const Ready = z.object({ url: z.string() });

export interface MatcherOptions {
	/** An empty folder for its data. */
	readonly folder: string;
	/** A Postgres to use instead of the embedded one. */
	readonly databaseUrl: string | undefined;
	/** Where the processor's profile is written at the end; none when undefined. */
	readonly profile: string | undefined;
}

/** A matcher under load. */
export interface MatcherUnderTest {
	readonly url: string;
	readonly rpcUrl: string;
	/** Processor time that it has used, in seconds. */
	cpuSeconds(): Promise<number>;
	stop(): Promise<void>;
}

/** Starts a chain with the contracts, and the matcher as operators run it: one process, from its bundle. */
export async function startMatcher(options: MatcherOptions): Promise<MatcherUnderTest> {
	const { folder, databaseUrl, profile } = options;
	const anvil = await startAnvil();
	const contracts = await deployContracts({
		rpcUrl: anvil.rpcUrl,
		privateKey: anvilAccounts[0].privateKey,
	});
	await mkdir(folder, { recursive: true });
	const readyFile = join(folder, "ready.json");
	const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
	const child = spawn(process.execPath, [...profiling, launcher, "src/main.ts"], {
		cwd,
		env: {
			PATH: process.env.PATH ?? "",
			NODE_ENV: "production",
			PORT: "0",
			READY_FILE: readyFile,
			DATA_DIR: join(folder, "data"),
			DATABASE_URL: databaseUrl ?? "",
			RPC_URL: anvil.rpcUrl,
			CHAIN_ID: String(contracts.chainId),
			CONTRACT_ADDRESS: contracts.escrow,
			STAKES_ADDRESS: contracts.stakes,
			OPERATOR_KEY: anvilAccounts[0].privateKey,
			LOG_LEVEL: "warn",
			// All clients come from one address here, and as fast as they can.
			SOCKETS_PER_ADDRESS: "10000",
			SOCKET_MESSAGES_PER_SECOND: "100000",
		},
		stdio: ["ignore", "inherit", "inherit"],
	});
	const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const abandon = () => child.kill("SIGKILL");
	process.once("exit", abandon);
	const stop = async () => {
		child.kill("SIGTERM");
		await exited;
		process.off("exit", abandon);
		await anvil.stop();
	};
	for (;;) {
		const text = await readFile(readyFile, "utf8").catch(() => undefined);
		if (text !== undefined) {
			const { url } = Ready.parse(JSON.parse(text));
			return { url, rpcUrl: anvil.rpcUrl, cpuSeconds: () => cpuSeconds(url), stop };
		}
		if (child.exitCode !== null) throw new Error("The matcher could not be started.");
		await pause(50);
	}
}

async function cpuSeconds(url: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const [, seconds] = /^tabgrid_process_cpu_seconds_total (\S+)/m.exec(text) ?? [];
	if (seconds === undefined) throw new Error("The matcher's /metrics has no processor time.");
	return Number(seconds);
}
