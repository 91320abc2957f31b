import { rmSync } from "node:fs";
import { join } from "node:path";
import { anvilAccounts, deployContracts, startAnvil } from "@tabgrid/contracts/node";
import { choosePorts, type GridPorts } from "./choosePorts.ts";
import { type GridAddresses, matcherService, webService } from "./gridServices.ts";
import { lockFolder } from "./lockFolder.ts";
import type { ServiceOptions } from "./service.ts";
import { startOrphanGuard } from "./startOrphanGuard.ts";
import { superviseService } from "./superviseService.ts";

export interface StartGridOptions {
	/** Where chain, database, blobs and logs are kept. One grid at a time. */
	readonly dir: string;
	/** Ports to take where they are free and the folder remembers no others. */
	readonly ports?: Partial<GridPorts>;
	/** Begins with an empty folder. */
	readonly fresh?: boolean;
	/** `next dev` and a matcher that reloads, instead of the production build. */
	readonly dev?: boolean;
	/** More environment for the matcher (see apps/matcher/src/config.ts). */
	readonly matcherEnv?: Readonly<Record<string, string>>;
	/** More environment for the web app. */
	readonly webEnv?: Readonly<Record<string, string>>;
	/** Hears about crashes and restarts, in sentences. */
	readonly onEvent?: (sentence: string) => void;
}

/** A running grid on this machine. */
export interface Grid extends GridAddresses {
	readonly dir: string;
	readonly webUrl: string;
	/** Process ids, for tests that look whether anything is left. */
	pids(): { chain: number; matcher: number; web: number };
	/** Kills the matcher with SIGKILL and leaves it down. */
	killMatcher(): Promise<void>;
	/** Starts the matcher again on the same port and state. */
	restartMatcher(): Promise<void>;
	/** Ends everything in order, the chain last. Calling it again does no harm. */
	stop(): Promise<void>;
	/** Resolves once the grid has stopped; with a sentence when it did so by itself. */
	readonly stopped: Promise<string | undefined>;
}

/** The operator's and the deployer's keys on a local chain: anvil's, which everyone knows. */
const [operator, deployer] = anvilAccounts;

/** Starts chain, contracts, matcher and web app on 127.0.0.1 and waits until all of them answer. */
export async function startGrid(options: StartGridOptions): Promise<Grid> {
	const { dir, onEvent = () => {} } = options;
	const undo: Array<() => unknown> = [];
	const unwind = async () => {
		for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
	};
	try {
		const guard = await startOrphanGuard();
		undo.push(() => guard.stop());
		undo.push(await lockFolder(dir, guard.pid));
		if (options.fresh) emptyFolder(dir);
		const ports = await choosePorts(dir, options.ports ?? {});

		const chain = await startAnvil({
			port: ports.chain,
			stateFile: join(dir, "chain.json"),
		});
		guard.add(chain.pid);
		undo.push(() => chain.stop());
		const contracts = await deployContracts({
			rpcUrl: chain.rpcUrl,
			privateKey: deployer.privateKey,
		});
		const grid = {
			dir,
			rpcUrl: chain.rpcUrl,
			matcherUrl: `http://127.0.0.1:${ports.matcher}`,
			webUrl: `http://127.0.0.1:${ports.web}`,
			...contracts,
		};

		const context = { ...options, grid, ports, guard, operatorKey: operator.privateKey };
		const supervise = async (service: ServiceOptions) => {
			const supervised = await superviseService(service, onEvent);
			undo.push(() => supervised.stop());
			return supervised;
		};
		const [matcher, web] = await both(
			supervise(matcherService(context)),
			supervise(webService(context)),
		);

		let stopping: Promise<void> | undefined;
		const stop = () => {
			stopping ??= unwind();
			return stopping;
		};
		return {
			...grid,
			pids: () => ({ chain: chain.pid, matcher: matcher.pid, web: web.pid }),
			killMatcher: () => matcher.kill(),
			restartMatcher: () => matcher.restart(),
			stop,
			stopped: chain.exited.then(async (code) => {
				const byItself = stopping === undefined;
				await stop();
				return byItself ? `The local chain ended with code ${code}.` : undefined;
			}),
		};
	} catch (error) {
		await unwind();
		throw error;
	}
}

/** Waits for both even when one fails, so that what the other started can be ended. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
	await Promise.allSettled([first, second]);
	return [await first, await second];
}

/** Removes what a grid keeps, but not the folder's lock. */
function emptyFolder(dir: string): void {
	for (const name of ["chain.json", "matcher", "logs", "ports.json"]) {
		rmSync(join(dir, name), { recursive: true, force: true });
	}
}
