import { createRequire } from "node:module";
import { join } from "node:path";
import type { DeployedContracts } from "@tabgrid/contracts/node";
import { launcher } from "@tabgrid/launch";
import { root } from "../setup/paths.mjs";
import type { GridPorts } from "./choosePorts.ts";
import type { ServiceOptions } from "./service.ts";
import type { OrphanGuard } from "./startOrphanGuard.ts";

/** Where a grid's parts are found. */
export interface GridAddresses extends DeployedContracts {
	readonly rpcUrl: string;
	readonly matcherUrl: string;
	readonly webUrl: string;
}

const { resolve } = createRequire(join(root, "apps", "web", "package.json"));

interface Context {
	readonly grid: GridAddresses & { readonly dir: string };
	readonly ports: GridPorts;
	readonly guard: OrphanGuard;
	readonly operatorKey: string;
	readonly dev?: boolean;
	readonly matcherEnv?: Readonly<Record<string, string>>;
	readonly webEnv?: Readonly<Record<string, string>>;
}

/** How this grid runs its matcher. */
export function matcherService(context: Context): ServiceOptions {
	const { grid, ports, guard, dev, matcherEnv } = context;
	const run = [launcher, "src/main.ts"];
	const reload = () => [resolve("tsx/cli"), "watch", "--clear-screen=false", "src/main.ts"];
	return {
		name: "The matcher",
		args: dev ? reload() : run,
		cwd: join(root, "apps", "matcher"),
		env: {
			NODE_ENV: dev ? "development" : "production",
			HOST: "127.0.0.1",
			PORT: String(ports.matcher),
			DATA_DIR: join(grid.dir, "matcher"),
			READY_FILE: "",
			DATABASE_URL: "",
			RPC_URL: grid.rpcUrl,
			CHAIN_ID: String(grid.chainId),
			CONTRACT_ADDRESS: grid.escrow,
			STAKES_ADDRESS: grid.stakes,
			OPERATOR_KEY: context.operatorKey,
			CORS_ORIGINS: `${grid.webUrl},http://localhost:${ports.web}`,
			...matcherEnv,
		},
		logFile: join(grid.dir, "logs", "matcher.log"),
		healthUrl: `${grid.matcherUrl}/healthz`,
		guard,
	};
}

/** How this grid runs its web app. */
export function webService({ grid, ports, guard, dev, webEnv }: Context): ServiceOptions {
	const next = resolve("next/dist/bin/next");
	const port = ["--port", String(ports.web), "--hostname", "127.0.0.1"];
	return {
		name: "The web app",
		args: [next, dev ? "dev" : "start", ...port],
		cwd: join(root, "apps", "web"),
		env: {
			NODE_ENV: dev ? "development" : "production",
			TABGRID_MATCHER_URL: grid.matcherUrl,
			TABGRID_RPC_URL: grid.rpcUrl,
			TABGRID_CHAIN_ID: String(grid.chainId),
			...webEnv,
		},
		logFile: join(grid.dir, "logs", "web.log"),
		healthUrl: grid.webUrl,
		guard,
	};
}
