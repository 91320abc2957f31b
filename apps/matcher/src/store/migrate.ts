import { readdir, readFile } from "node:fs/promises";
import type { Db } from "./db.ts";

const folder = new URL("./migrations/", import.meta.url);
/** Any constant: matchers that start at once on one database take turns. */
const advisoryLock = 7_411_019;

/**
 * Applies the numbered files of migrations/ that the database hasn't seen, in order, all in one
 * transaction. Doing it again does nothing.
 * @returns the names of the files applied now.
 */
export async function migrate(db: Db): Promise<string[]> {
	const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
	const files = await Promise.all(
		names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), "utf8") })),
	);
	return db.transaction(async (tx) => {
		await tx.query("select pg_advisory_xact_lock($1)", [advisoryLock]);
		await tx.script(
			"create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())",
		);
		const rows = await tx.query<{ name: string }>("select name from schema_migrations");
		const applied = new Set(rows.map((row) => row.name));
		const fresh = files.filter((file) => !applied.has(file.name));
		for (const file of fresh) {
			await tx.script(file.sql);
			await tx.query("insert into schema_migrations (name) values ($1)", [file.name]);
		}
		return fresh.map((file) => file.name);
	});
}
