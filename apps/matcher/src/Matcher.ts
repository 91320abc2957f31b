import { createServer, type Server as HttpServer } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { dashboardNamespace, providerNamespace, TabgridError } from "@tabgrid/protocol";
import type { Server as SocketServer } from "socket.io";
import { createApi } from "./api/createApi.ts";
import { openFileBlobStore } from "./blobs/fileBlobStore.ts";
import { filesFirst } from "./blobs/filesFirst.ts";
import { RecordedBlobs } from "./blobs/RecordedBlobs.ts";
import { storeBuiltinModels } from "./blobs/storeBuiltinModels.ts";
import { cachedFor } from "./cachedFor.ts";
import { ChainWatcher } from "./chain/ChainWatcher.ts";
import { connectChain } from "./chain/connectChain.ts";
import { Operator } from "./chain/Operator.ts";
import { Stakes } from "./chain/Stakes.ts";
import { clientAddress } from "./clientAddress.ts";
import type { Config } from "./config.ts";
import { Announcer } from "./gateway/Announcer.ts";
import { createSocketServer } from "./gateway/createSocketServer.ts";
import { DashboardHub } from "./gateway/DashboardHub.ts";
import { ProviderAnswers } from "./gateway/ProviderAnswers.ts";
import { ProviderHub } from "./gateway/ProviderHub.ts";
import { createProviderQueues } from "./gateway/ProviderQueues.ts";
import { serveProviders } from "./gateway/providerNamespace.ts";
import { ClaimedShards } from "./judging/ClaimedShards.ts";
import type { Logger } from "./log.ts";
import { createLoops } from "./loops.ts";
import { createMetrics } from "./metrics.ts";
import { ModelChecker } from "./modelCheck/ModelChecker.ts";
import { isPrivateAddress, networkOf } from "./networkOf.ts";
import { noteRun } from "./noteRun.ts";
import { RateLimit } from "./RateLimit.ts";
import { retireUnknown } from "./settling/retireUnknown.ts";
import { abandonLeases, bindChain, bindStakes, gridStats, openStore } from "./store/index.ts";

/** How long one request may take: a large model over a slow line. */
const requestMs = 30 * 60_000;
const keepAliveMs = 75_000;
/** How long requests under way get to finish at a shutdown. */
const farewellMs = 3_000;

/** A matcher that serves. */
export interface RunningMatcher {
	readonly port: number;
	readonly url: string;
	/** Stops accepting, finishes what is under way, and closes the database. */
	close(): Promise<void>;
}

/** Starts all parts of the matcher; resolves when it serves. Throws when any part cannot start. */
export async function startMatcher(config: Config, log: Logger): Promise<RunningMatcher> {
	const metrics = createMetrics();
	const chain = await connectChain(config.chain, log);
	const db = await openStore(
		config.databaseUrl === undefined
			? { dataDir: join(config.dataDir, "database") }
			: {
					url: config.databaseUrl,
					onIdleError: (err) => log.warn({ err }, "An idle database connection broke."),
				},
	);
	await bindChain(db, { chainId: chain.id, escrow: chain.escrow });
	await bindStakes(db, chain.stakes);
	const files = await openFileBlobStore(join(config.dataDir, "blobs"));
	const forgetRun = await noteRun(config.dataDir, log);
	const blobs = new RecordedBlobs(filesFirst(db, files), db);
	await storeBuiltinModels(blobs);
	const models = new ModelChecker(blobs.bytes);
	const operator = new Operator(chain, log, metrics);
	const stakes = chain.stakes === null ? null : new Stakes(chain, chain.stakes, operator);
	const claimed = new ClaimedShards();
	const queues = createProviderQueues(db, metrics, claimed, config);
	const stats = cachedFor(1_000, () => gridStats(db, Date.now()));
	const messages = new RateLimit("messages", config.rates.socketMessagesPerSecond, 1);

	const http = createServer(getRequestListener((request, env) => api.fetch(request, env)));
	http.requestTimeout = requestMs;
	// Longer than clients and proxies keep idle connections, so that none is closed under a request.
	http.keepAliveTimeout = keepAliveMs;
	const io: SocketServer = createSocketServer(http, config, log.child({ part: "sockets" }));
	const dashboards = new DashboardHub(io.of(dashboardNamespace), {
		db,
		stats,
		rate: messages,
		log,
		metrics,
	});
	const hub = new ProviderHub(metrics, config.disconnectGraceMs, async (tab) => {
		try {
			const revoked = await abandonLeases(db, tab, Date.now());
			if (revoked.length === 0) return;
			log.info({ provider: tab.providerId, leases: revoked.length }, "A tab's leases returned.");
			announcer.revoked(revoked, "The tab was away for too long.");
			announcer.work();
		} catch (err) {
			// abandonStaleConnections takes them back later.
			log.warn({ err, tab }, "A tab's leases could not be returned yet.");
		}
	});
	const announcer = new Announcer(db, hub, dashboards, log);
	const loops = createLoops({
		config,
		db,
		blobs,
		operator,
		stakes,
		hub,
		announce: announcer,
		log,
		metrics,
		claimed,
	});
	const watcher = new ChainWatcher({
		db,
		chain,
		config: config.chain,
		announce: announcer,
		recorded: () => loops.jobsMoved(),
		log,
		metrics,
	});
	const answers = new ProviderAnswers({
		db,
		chain,
		blobs,
		queues,
		announce: announcer,
		submitted: () => loops.submitted(),
		linked: () => loops.linked(),
		log,
		metrics,
	});
	const api = createApi({
		config,
		db,
		blobs,
		models,
		chain,
		operator,
		announce: announcer,
		stats,
		chainHealthy: () => watcher.healthy,
		jobsMoved: () => loops.jobsMoved(),
		log: log.child({ part: "api" }),
		metrics,
	});
	serveProviders(io.of(providerNamespace), {
		answers,
		hub,
		rate: messages,
		tabsPerProvider: config.rates.tabsPerProvider,
		networkOf({ headers, address }) {
			const client = clientAddress(headers, address, config.trustProxy);
			const network = networkOf(client, config.chain.operatorKey);
			const told = config.trust.privateBlocks || !isPrivateAddress(client);
			return { network, block: told ? network : null };
		},
		log,
		metrics,
	});
	watcher.start();
	// Before anybody is given their shards.
	await retireUnknown({ db, announce: announcer, log }, ["funded", "running"]);
	loops.start();
	const port = await listen(http, config);
	const host = config.host.includes(":") ? `[${config.host}]` : config.host;
	return {
		port,
		url: `http://${host}:${port}`,
		async close() {
			// Uploads and downloads under way get a moment, then their connections are cut.
			const cut = setTimeout(() => http.closeAllConnections(), farewellMs);
			await io.close();
			clearTimeout(cut);
			hub.close();
			announcer.close();
			await models.close();
			await queues.idle();
			await Promise.all([dashboards.close(), watcher.close(), loops.close()]);
			await operator.idle();
			await db.close();
			await forgetRun();
		},
	};
}

function listen(http: HttpServer, { host, port }: Config): Promise<number> {
	return new Promise((resolve, reject) => {
		http.once("error", (cause) =>
			reject(
				new TabgridError("UNAVAILABLE", `The matcher can't listen on ${host}:${port}.`, { cause }),
			),
		);
		http.listen(port, host, () => {
			const address = http.address();
			resolve(typeof address === "object" && address !== null ? address.port : port);
		});
	});
}
