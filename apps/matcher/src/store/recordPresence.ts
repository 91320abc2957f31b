import type { Db } from "./db.ts";
import { onlineMs } from "./gridStats.ts";

/**
 * Notes how many providers are online now in the current minute, hour and day, each of which keeps
 * the most that it saw. Call it a few times a minute; doing it twice changes nothing.
 */
export async function recordPresence(db: Db, now: number): Promise<void> {
	await db.query(
		`insert into grid_presence as p (step, at, online, webgpu, wasm)
		 select s.step, $1::bigint - $1::bigint % s.ms, c.online, c.webgpu, c.wasm
		 from (
		 	select count(distinct provider)::integer as online,
		 		(count(distinct provider) filter (where backend = 'webgpu'))::integer as webgpu,
		 		(count(distinct provider) filter (where backend = 'wasm'))::integer as wasm
		 	from connections where seen_at > $2
		 ) c cross join
		 	(values ('minute', 60000::bigint), ('hour', 3600000::bigint), ('day', 86400000::bigint)) as s (step, ms)
		 on conflict (step, at) do update set online = greatest(p.online, excluded.online),
		 	webgpu = greatest(p.webgpu, excluded.webgpu), wasm = greatest(p.wasm, excluded.wasm)`,
		[now, now - onlineMs],
	);
}
