import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anvilAccounts, deployContracts, startAnvil } from "@tabgrid/contracts/node";
import { Address } from "@tabgrid/protocol";
import { createTestClient, http, publicActions } from "viem";
import { foundry } from "viem/chains";
import { z } from "zod";
import { copyReadyFolder } from "../../src/store/testing/openTestStore.ts";
import { killAtStart, type MatcherProcess, startMatcherProcess } from "./matcherProcess.ts";
import { peakMemory } from "./peakMemory.ts";

export type TestGrid = Awaited<ReturnType<typeof startGrid>>;

/** A chain of its own, the contracts, and the real matcher as a process, on free ports. */
export async function startGrid(
	settings: Record<string, string> = {},
	/** What the matcher reaches the chain by, where that isn't anvil itself. */
	through: (rpcUrl: string) => Promise<string> | string = (rpcUrl) => rpcUrl,
	/** Keeps the chain on disk, so that anvil can be ended and started again. */
	{ keepChain = false } = {},
) {
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-matcher-"));
	const stateFile = join(folder, "chain.json");
	let anvil = await startAnvil(keepChain ? { stateFile } : {});
	const deployed = await deployContracts({
		rpcUrl: anvil.rpcUrl,
		privateKey: anvilAccounts[0].privateKey,
	});
	const chain = createTestClient({
		mode: "anvil",
		chain: foundry,
		transport: http(anvil.rpcUrl),
		pollingInterval: 50,
		cacheTime: 0,
	}).extend(publicActions);
	const environment: Record<string, string> = {
		PORT: "0",
		DATA_DIR: join(folder, "data"),
		RPC_URL: await through(anvil.rpcUrl),
		CHAIN_ID: String(deployed.chainId),
		CONTRACT_ADDRESS: deployed.escrow,
		STAKES_ADDRESS: deployed.stakes,
		OPERATOR_KEY: anvilAccounts[0].privateKey,
		CHAIN_POLL_MS: "100",
		DISCONNECT_GRACE_MS: "500",
		...settings,
	};
	// The matcher finds its tables made, where they are: the first start of a database takes seconds.
	if (environment.DATABASE_URL === undefined) {
		await copyReadyFolder(join(environment.DATA_DIR ?? "", "database"));
	}
	const readyFile = join(folder, "ready.json");
	let matcher: MatcherProcess = await startMatcherProcess(environment, readyFile);
	const url = matcher.url;
	const port = String(matcher.port);

	return {
		url,
		chain,
		environment,
		rpcUrl: anvil.rpcUrl,
		chainId: deployed.chainId,
		escrow: Address.parse(deployed.escrow),
		stakes: Address.parse(deployed.stakes),
		token: Address.parse(deployed.token),
		folder,
		logs: () => matcher.logs(),
		/** The most memory that the matcher has had resident so far, in MiB (Linux). */
		peakMemory: () => peakMemory(matcher.pid),
		/** Ends the matcher; answers its exit code. */
		end: (signal: "SIGTERM" | "SIGKILL") => matcher.end(signal),
		/** Starts the matcher again on the same port and data. */
		async launch() {
			matcher = await startMatcherProcess({ ...environment, PORT: port }, readyFile);
		},
		/** Starts the matcher again and kills it `afterMs` later, ready or not. */
		killAtStart: (afterMs: number) => killAtStart({ ...environment, PORT: port }, afterMs),
		/** Ends the matcher and starts it again on the same port and, but for `changed`, data. */
		async restart(signal: "SIGTERM" | "SIGKILL", changed: Record<string, string> = {}) {
			const code = await matcher.end(signal);
			const again = { ...environment, PORT: port, ...changed };
			matcher = await startMatcherProcess(again, readyFile);
			return code;
		},
		/** Ends anvil and answers how to start it again on its port, with the chain that it kept. */
		async endChain() {
			await anvil.stop();
			return async () => {
				anvil = await startAnvil({ port: Number(new URL(anvil.rpcUrl).port), stateFile });
			};
		},
		/** Replaces the newest blocks by as many empty ones. */
		async reorganise(blocks: number) {
			const request = { jsonrpc: "2.0", id: 1, method: "anvil_reorg", params: [blocks, []] };
			const response = await fetch(anvil.rpcUrl, {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify(request),
			});
			const { error } = z.object({ error: z.unknown().optional() }).parse(await response.json());
			if (error !== undefined) throw new Error(`anvil can't: ${JSON.stringify(error)}`);
		},
		async stop() {
			const code = await matcher.end("SIGTERM");
			await anvil.stop();
			await rm(folder, { recursive: true, force: true });
			return code;
		},
	};
}
