import { expect } from "vitest";
import type { Queries } from "../db.ts";

/**
 * Waits until every transaction that was begun before this call has ended. What a reader by cursor is
 * told waits for them, and a Postgres server counts those of all of its databases, other tests' too.
 */
export async function othersCommitted(db: Queries): Promise<void> {
	const [begun] = await db.query<{ xid: string }>(
		"select pg_snapshot_xmax(pg_current_snapshot())::text as xid",
	);
	const over = async () => {
		const [row] = await db.query<{ over: boolean }>(
			"select pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 as over",
			[begun?.xid ?? "0"],
		);
		return row?.over;
	};
	await expect.poll(over, { timeout: 20_000 }).toBe(true);
}
