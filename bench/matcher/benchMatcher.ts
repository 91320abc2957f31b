import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@tabgrid/matcher/testing/postgres";
import type { BenchOptions } from "../options.ts";
import { rounded } from "../percentile.ts";
import { say } from "../say.ts";
import type { LoadOptions } from "./measure.ts";
import { measureEcho } from "./measureEcho.ts";
import { measureMatcher } from "./measureMatcher.ts";

type Store = BenchOptions["stores"][number];

/** Replicas that a tab asks for and submits in one message. */
const batch = 16;
const processes = 2;
/** Enough work for a phase of full load and one of half load, at so many replicas a second at most. */
const mostPerSecond = 8_000;
const mostShards = 100_000;

/**
 * The matcher as a process of its own, with its store, under clients that lease, attest and submit;
 * beside a bare socket.io server under the same clients.
 */
export async function benchMatcher(options: BenchOptions) {
	const measureMs = options.seconds * 1_000;
	const wanted = mostPerSecond * (options.seconds + 3);
	const shards = Math.min(mostShards, Math.ceil(0.75 * wanted));
	const cases: Awaited<ReturnType<typeof measureCase>>[] = [];
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-bench-"));
	const postgres = options.stores.includes("postgres")
		? await startPostgres({ durable: true })
		: null;
	const stores = options.stores.filter((store) => store !== "postgres" || postgres !== null);
	if (stores.length < options.stores.length) say("Postgres is not installed: left out.");
	try {
		for (const connections of options.connections) {
			const load = { connections, processes, batch, measureMs, shards };
			for (const store of stores) {
				say(`${connections} connections, ${store} store …`);
				const databaseUrl = store === "postgres" ? await postgres?.createDatabase() : undefined;
				const where = {
					folder: join(folder, `${store}-${connections}`),
					databaseUrl,
					profile: options.profile,
				};
				cases.push(await measureCase(store, where, load));
			}
		}
	} finally {
		await postgres?.stop();
		await rm(folder, { recursive: true, force: true });
	}
	const [first] = cases;
	return {
		bench: "matcher",
		replicasPerSecond: first?.replicasPerSecond,
		ratioToEcho: first?.ratioToEcho,
		batch,
		cases,
	};
}

/** The echo right before and right after the matcher: on a shared machine the speed drifts. */
async function measureCase(
	store: Store,
	where: Parameters<typeof measureMatcher>[0],
	load: LoadOptions & { readonly shards: number },
) {
	const before = await measureEcho(load);
	const { replicasPerSecond, ...figures } = await measureMatcher(where, load);
	const after = await measureEcho(load);
	const echo = (before + after) / 2;
	const measured = {
		store,
		connections: load.connections,
		replicasPerSecond: rounded(replicasPerSecond),
		ratioToEcho: rounded(replicasPerSecond / echo),
		echoPerSecond: rounded(echo),
		...figures,
	};
	say(JSON.stringify(measured));
	return measured;
}
