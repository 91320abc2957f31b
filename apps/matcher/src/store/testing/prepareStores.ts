import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { openStore } from "../openStore.ts";
import { type PostgresServer, startPostgres } from "./postgresServer.ts";

/**
 * Makes what openTestStore.ts opens and copies. Vitest runs this before the first file, and what it
 * answers after the last.
 */
export default async function prepareStores(project: TestProject): Promise<() => Promise<void>> {
	const scratch = await mkdtemp(join(tmpdir(), "tabgrid-ready-"));
	const [embedded, server] = await Promise.all([prepareEmbedded(scratch), startPostgres()]);
	if (server === null) {
		console.warn("\n!!! Postgres is not installed: the store is tested on PGlite only. !!!\n");
	}
	const postgres = server && (await prepareDatabase(server));
	project.provide("readyStores", { ...embedded, postgres });
	return async () => {
		await server?.stop();
		await rm(scratch, { recursive: true, force: true });
	};
}

async function prepareEmbedded(scratch: string) {
	const folder = join(scratch, "database");
	const archive = join(scratch, "database.tar");
	const store = await openStore({ dataDir: folder });
	await store.close();
	const pglite = await PGlite.create(folder);
	const tar = await pglite.dumpDataDir("none");
	await pglite.close();
	await writeFile(archive, new Uint8Array(await tar.arrayBuffer()));
	return { folder, archive };
}

async function prepareDatabase(server: PostgresServer): Promise<string> {
	const url = await server.createDatabase();
	const store = await openStore({ url });
	await store.close();
	return url;
}
