import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import type { Db } from "../db.ts";
import { emptyTables } from "./emptyTables.ts";
import { hasPostgres, openMemoryStore, openPostgresStore } from "./openTestStore.ts";

/** The open database; a function because it is opened before the tests run, not before they are read. */
export type StoreUnderTest = () => Db;

type Tests = (db: StoreUnderTest) => void;

function suite(name: string, open: () => Promise<Db>, tests: Tests): void {
	describe(name, () => {
		let opened: Db | undefined;
		const db = () => {
			if (opened === undefined) throw new Error("The database is not open yet.");
			return opened;
		};
		beforeAll(async () => {
			opened = await open();
		}, 120_000);
		beforeEach(async () => {
			await db().script(emptyTables);
		});
		afterAll(async () => {
			await opened?.close();
		});
		tests(db);
	});
}

/** Runs a suite on PGlite in memory: of what only uses the store. */
export function describeEmbeddedStore(name: string, tests: Tests): void {
	suite(`${name} (PGlite)`, openMemoryStore, tests);
}

/** Runs a suite on PGlite in memory and, where Postgres is installed, on a server. */
export function describeStore(name: string, tests: Tests): void {
	describeEmbeddedStore(name, tests);
	describeConcurrentStore(name, tests);
}

/** Only where several connections at once matter: on Postgres. */
export function describeConcurrentStore(name: string, tests: Tests): void {
	if (hasPostgres()) {
		suite(`${name} (Postgres)`, openPostgresStore, tests);
		return;
	}
	describe.skip(`${name} (Postgres: not installed)`, () =>
		tests(() => {
			throw new Error("Postgres is not installed.");
		}));
}
