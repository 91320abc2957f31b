import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import type { Db } from "../db.ts";
import { openStore } from "../openStore.ts";
import { emptyTables } from "./emptyTables.ts";
import { startPostgres } from "./postgresServer.ts";

/** The open database; a function because it is opened before the tests run, not before they are read. */
export type StoreUnderTest = () => Db;

function suite(name: string, open: () => Promise<{ db: Db; stop?: () => Promise<void> }>) {
	return (tests: (db: StoreUnderTest) => void) => {
		describe(name, () => {
			let opened: { db: Db; stop?: () => Promise<void> } | undefined;
			const db = () => {
				if (opened === undefined) throw new Error("The database is not open yet.");
				return opened.db;
			};
			beforeAll(async () => {
				opened = await open();
			}, 120_000);
			beforeEach(async () => {
				await db().script(emptyTables);
			});
			afterAll(async () => {
				await opened?.db.close();
				await opened?.stop?.();
			});
			tests(db);
		});
	};
}

const server = await startPostgres();
if (server === null) {
	console.warn("\n!!! Postgres is not installed: the store is tested on PGlite only. !!!\n");
}

/** Runs a suite on PGlite in memory and, where Postgres is installed, on a server of its own. */
export function describeStore(name: string, tests: (db: StoreUnderTest) => void): void {
	suite(`${name} (PGlite)`, async () => ({ db: await openStore({ memory: true }) }))(tests);
	if (server === null) {
		describe.skip(`${name} (Postgres: not installed)`, () =>
			tests(() => {
				throw new Error("Postgres is not installed.");
			}));
		return;
	}
	suite(`${name} (Postgres)`, async () => ({
		db: await openStore({ url: await server.createDatabase() }),
	}))(tests);
}

/** Only where several connections at once matter: on Postgres. */
export function describeConcurrentStore(name: string, tests: (db: StoreUnderTest) => void): void {
	if (server === null) {
		describe.skip(`${name} (Postgres: not installed)`, () => undefined);
		return;
	}
	suite(`${name} (Postgres)`, async () => ({
		db: await openStore({ url: await server.createDatabase() }),
	}))(tests);
}

afterAll(async () => {
	await server?.stop();
});
