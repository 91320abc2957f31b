import type { Db } from "./db.ts";
import { migrate } from "./migrate.ts";
import { openEmbedded } from "./openEmbedded.ts";
import { createPgliteDb } from "./pgliteDb.ts";
import { openPostgres } from "./postgresDb.ts";

/** Where the state is: a directory (PGlite), a Postgres server's URL, or memory (tests). */
export type StoreLocation =
	| { readonly dataDir: string }
	| {
			readonly url: string;
			/** Connections in the pool; 10 by default. */
			readonly maxConnections?: number;
			/** Told of errors on idle connections; the pool recovers by itself. */
			readonly onIdleError?: (error: Error) => void;
	  }
	| {
			readonly memory: true;
			/** A tar of an embedded database's directory, to begin with; empty where left out. */
			readonly archive?: Blob;
	  };

async function openAt(location: StoreLocation): Promise<Db> {
	if ("url" in location) return openPostgres(location.url, location);
	return "dataDir" in location
		? openEmbedded(location.dataDir)
		: createPgliteDb(null, location.archive);
}

/** Opens the database and brings its schema up to date. */
export async function openStore(location: StoreLocation): Promise<Db> {
	const db = await openAt(location);
	try {
		await migrate(db);
		return db;
	} catch (error) {
		await db.close();
		throw error;
	}
}
