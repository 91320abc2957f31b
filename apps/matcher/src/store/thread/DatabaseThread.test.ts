import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyReadyFolder } from "../testing/openTestStore.ts";
import { DatabaseThread } from "./DatabaseThread.ts";

describe("the embedded database in a thread of its own", () => {
	let folder: string;
	let db: DatabaseThread;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "tabgrid-thread-"));
		await copyReadyFolder(join(folder, "db"));
		db = await DatabaseThread.open(join(folder, "db"));
		await db.script("create table counters (name text primary key, value integer not null)");
	}, 120_000);
	beforeEach(() => db.script("truncate counters; insert into counters values ('a', 0)"));
	afterAll(async () => {
		await db.close().catch(() => {}); // the last test has closed it
		await rm(folder, { recursive: true, force: true });
	});

	const stored = async (name: string) => {
		const [row] = await db.query<{ value: number }>("select value from counters where name = $1", [
			name,
		]);
		return row?.value;
	};

	it("runs one transaction at a time, whatever happens between its statements", async () => {
		const increment = () =>
			db.transaction(async (tx) => {
				const [row] = await tx.query<{ value: number }>("select value from counters");
				await new Promise((resolve) => setImmediate(resolve));
				await tx.query("update counters set value = $1", [(row?.value ?? 0) + 1]);
			});
		await Promise.all(Array.from({ length: 20 }, increment));
		expect(await stored("a")).toBe(20);
	});

	it("shows nobody what a transaction has not committed", async () => {
		let seen: Promise<number | undefined> | undefined;
		await db.transaction(async (tx) => {
			await tx.query("update counters set value = 7");
			seen = stored("a");
			await tx.query("update counters set value = 8");
		});
		expect(await seen).toBe(8);
	});

	it("leaves nothing of a transaction that failed, and passes on why", async () => {
		const failing = db.transaction(async (tx) => {
			await tx.query("insert into counters values ('b', 1)");
			await tx.query("insert into counters values ('b', 2)");
		});
		await expect(failing).rejects.toMatchObject({ code: "23505" });
		const changingItsMind = db.transaction(async (tx) => {
			await tx.query("insert into counters values ('c', 1)");
			throw new Error("stop");
		});
		await expect(changingItsMind).rejects.toThrow("stop");
		expect(await stored("b")).toBeUndefined();
		expect(await stored("c")).toBeUndefined();
	});

	it("fails to commit what the database refuses at the end", async () => {
		await db.script(
			"create table later (counter text references counters deferrable initially deferred)",
		);
		const dangling = db.transaction((tx) => tx.query("insert into later values ('nobody')"));
		await expect(dangling).rejects.toMatchObject({ code: "23503" });
		expect(await db.query("select * from later")).toEqual([]);
		await db.script("drop table later");
	});

	it("carries bytes, null and large texts both ways", async () => {
		const text = "é".repeat(100_000);
		const [row] = await db.query<{ text: string; none: null; bytes: Uint8Array }>(
			"select $1::text as text, null as none, '\\x00ff'::bytea as bytes",
			[text],
		);
		expect(row?.text).toBe(text);
		expect(row?.none).toBeNull();
		expect([...(row?.bytes ?? [])]).toEqual([0, 255]);
	});

	it("refuses what is asked once it is closed", async () => {
		await db.close();
		await expect(db.query("select 1")).rejects.toThrow("ended");
		await expect(db.transaction((tx) => tx.query("select 1"))).rejects.toThrow("ended");
	});
});
