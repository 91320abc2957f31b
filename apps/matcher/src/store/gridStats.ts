import type { Stats } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A tab counts as online for this long after it was last touched, in ms. */
export const onlineMs = 60_000;

/** The grid in figures, now. */
export async function gridStats(db: Queries, now: number): Promise<Stats> {
	const [row] = await db.query<{
		online: number;
		webgpu: number;
		wasm: number;
		running: number;
		settled: number;
		total: number;
		verified: number;
		last_minute: number;
		agreed: number;
		disagreed: number;
		earned: string;
		escrowed: string;
	}>(
		`select c.*, j.*, p.*,
		 	(select count(*)::integer from shards where verified_at > $2) as last_minute
		 from (
		 	select count(distinct provider)::integer as online,
		 		(count(distinct provider) filter (where backend = 'webgpu'))::integer as webgpu,
		 		(count(distinct provider) filter (where backend = 'wasm'))::integer as wasm
		 	from connections where seen_at > $1
		 ) c, (
		 	select (count(*) filter (where state = 'running'))::integer as running,
		 		(count(*) filter (where state = 'settled'))::integer as settled,
		 		count(*)::integer as total,
		 		coalesce(sum(verified), 0)::integer as verified,
		 		coalesce(sum(budget) filter (where escrow_state in ('open', 'cancelling')), 0)::text as escrowed
		 	from jobs
		 ) j, (
		 	select coalesce(sum(agreed), 0)::integer as agreed,
		 		coalesce(sum(disagreed), 0)::integer as disagreed,
		 		coalesce(sum(earned), 0)::text as earned
		 	from providers
		 ) p`,
		[now - onlineMs, now - 60_000],
	);
	return {
		providersOnline: row?.online ?? 0,
		backends: { webgpu: row?.webgpu ?? 0, wasm: row?.wasm ?? 0 },
		jobs: { running: row?.running ?? 0, settled: row?.settled ?? 0, total: row?.total ?? 0 },
		shards: { verified: row?.verified ?? 0, verifiedLastMinute: row?.last_minute ?? 0 },
		replicas: { agreed: row?.agreed ?? 0, disagreed: row?.disagreed ?? 0 },
		earned: row?.earned ?? "0",
		escrowed: row?.escrowed ?? "0",
	};
}
