import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anvilAccounts, deployContracts, startAnvil } from "@tabgrid/contracts/node";
import { Address } from "@tabgrid/protocol";
import { createTestClient, http, publicActions } from "viem";
import { foundry } from "viem/chains";
import { type MatcherProcess, startMatcherProcess } from "./matcherProcess.ts";

export type TestGrid = Awaited<ReturnType<typeof startGrid>>;

/** A chain of its own, the contracts, and the real matcher as a process, on free ports. */
export async function startGrid(
	settings: Record<string, string> = {},
	/** What the matcher reaches the chain by, where that isn't anvil itself. */
	through: (rpcUrl: string) => Promise<string> | string = (rpcUrl) => rpcUrl,
) {
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-matcher-"));
	const anvil = await startAnvil();
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
		OPERATOR_KEY: anvilAccounts[0].privateKey,
		CHAIN_POLL_MS: "100",
		DISCONNECT_GRACE_MS: "500",
		...settings,
	};
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
		token: Address.parse(deployed.token),
		folder,
		logs: () => matcher.logs(),
		/** Ends the matcher and starts it again on the same port and, but for `changed`, data. */
		async restart(signal: "SIGTERM" | "SIGKILL", changed: Record<string, string> = {}) {
			const code = await matcher.end(signal);
			const again = { ...environment, PORT: port, ...changed };
			matcher = await startMatcherProcess(again, readyFile);
			return code;
		},
		async stop() {
			const code = await matcher.end("SIGTERM");
			await anvil.stop();
			await rm(folder, { recursive: true, force: true });
			return code;
		},
	};
}
