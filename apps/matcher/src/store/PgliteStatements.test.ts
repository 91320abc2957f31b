import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { PgliteStatements } from "./PgliteStatements.ts";

describe("statements of the embedded database", () => {
	let pglite: PGlite;
	let statements: PgliteStatements;
	const most = 4;

	beforeAll(async () => {
		const archive = await readFile(inject("readyStores")?.archive ?? "");
		pglite = await PGlite.create({ loadDataDir: new Blob([archive]) });
	}, 120_000);
	beforeEach(async () => {
		statements = new PgliteStatements(pglite, most);
		await statements.script(
			"deallocate all; drop table if exists things; create table things (id integer primary key, note text)",
			false,
		);
	});
	afterAll(() => pglite.close());

	const alone = (sql: string, params: readonly unknown[] = []) =>
		statements.query(sql, params, false);
	const together = (sql: string, params: readonly unknown[] = []) =>
		statements.query(sql, params, true);
	const kept = async () => {
		const { rows } = await pglite.query<{ kept: number }>(
			"select count(*)::integer as kept from pg_prepared_statements where from_sql = false",
		);
		return rows[0]?.kept;
	};

	it("give the values that PGlite's own queries give", async () => {
		const sql = `select $1::smallint as small, $2::integer as integer, $3::bigint as big, $4::bigint as large,
			$5::numeric as exact, $6::double precision as real, $7::text as text, $8::boolean as yes,
			$9::json as json, $10::jsonb as jsonb, $11::bytea as bytes, $12::uuid as id, $13::text as nothing,
			$14::timestamptz as at, array[$7, 'b', null] as texts, array[$2, 3] as integers,
			pg_current_xact_id_if_assigned() as xid`;
		const params = [
			-7,
			2_147_483_647,
			Number.MAX_SAFE_INTEGER,
			"9223372036854775807",
			"0.1000",
			1 / 3,
			'é "quoted", \\ and {braces}',
			true,
			'{"a":[1,null]}',
			{ b: "c" },
			Uint8Array.of(0, 1, 254, 255),
			"00000000-0000-4000-8000-000000000001",
			null,
			new Date(0),
		];
		const { rows } = await pglite.query(sql, params);
		// The second time without parsing.
		expect(await alone(sql, params)).toEqual(rows);
		expect(await alone(sql, params)).toEqual(rows);
	});

	it("answer nothing where there is nothing to answer", async () => {
		expect(await alone("insert into things values ($1, $2)", [1, undefined])).toEqual([]);
		expect(await alone("select * from things where id = $1", [2])).toEqual([]);
		expect(await alone("update things set note = 'x' returning note")).toEqual([{ note: "x" }]);
	});

	it("pass an error on and stay usable", async () => {
		const insert = "insert into things values ($1, 'one')";
		await alone(insert, [1]);
		await expect(alone(insert, [1])).rejects.toMatchObject({ code: "23505" });
		await expect(alone("select nonsense")).rejects.toMatchObject({ code: "42703" });
		await expect(alone("select $1::integer as n", ["many"])).rejects.toMatchObject({
			code: "22P02",
		});
		expect(await alone(insert, [2])).toEqual([]);
		expect(await alone("select $1::integer as n", [3])).toEqual([{ n: 3 }]);
	});

	it("begin a transaction with the first statement, and are kept when it is rolled back", async () => {
		const insert = "insert into things values ($1, 'one')";
		await together(insert, [1]);
		expect(pglite.isInTransaction()).toBe(true);
		await expect(together(insert, [1])).rejects.toMatchObject({ code: "23505" });
		await expect(together("select 1 as one")).rejects.toMatchObject({ code: "25P02" });
		// A commit of what has failed undoes it, and says so.
		expect(await statements.end("commit")).toBe("ROLLBACK");
		expect(await alone("select * from things")).toEqual([]);
		await together(insert, [1]);
		expect(await statements.end("commit")).toBe("COMMIT");
		expect(await alone("select id from things")).toEqual([{ id: 1 }]);
	});

	it("are forgotten one by one when there are too many", async () => {
		const numbers = Array.from({ length: 3 * most }, (_, n) => n);
		for (const n of [...numbers, ...numbers])
			expect(await alone(`select ${n} as n`)).toEqual([{ n }]);
		// One may wait to be freed with the next statement.
		expect(await kept()).toBeLessThanOrEqual(most + 1);
	});

	it("find tables changed by a script, or by another statement", async () => {
		const read = "select * from things";
		await alone("insert into things values (1, 'one')");
		expect(await alone(read)).toEqual([{ id: 1, note: "one" }]);
		await statements.script("alter table things add column more bigint default 5", false);
		expect(await together(read)).toEqual([{ id: 1, note: "one", more: 5 }]);
		expect(await statements.end("commit")).toBe("COMMIT");
		await alone("alter table things alter column more type text");
		expect(await alone(read)).toEqual([{ id: 1, note: "one", more: "5" }]);
		await alone("alter table things drop column note");
		// Within a transaction it fails with the transaction, and is parsed anew in the next one.
		await together("select 1 as one");
		await expect(together(read)).rejects.toMatchObject({ code: "0A000" });
		await statements.end("rollback");
		expect(await together(read)).toEqual([{ id: 1, more: "5" }]);
		await statements.end("commit");
	});

	it("don't outlive a table made in a transaction that was rolled back", async () => {
		await together("create table brief (n integer)");
		await together("select * from brief");
		await statements.end("rollback");
		await expect(alone("select * from brief")).rejects.toMatchObject({ code: "42P01" });
		await alone("create table brief (n integer, m integer default 2)");
		await alone("insert into brief values (1)");
		expect(await alone("select * from brief")).toEqual([{ n: 1, m: 2 }]);
		await alone("drop table brief");
	});
});
