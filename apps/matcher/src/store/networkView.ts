import type { Backend, NetworkView, Redundancy } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { onlineMs } from "./gridStats.ts";
import { policyStandings } from "./policyStandings.ts";

/** What an adapter's name looks like; strangers write it, so nothing else is shown. */
const adapterPattern = "^[A-Za-z0-9][A-Za-z0-9 .,:;()/_+-]{0,59}$";
const adaptersShown = 12;

/** Who provides now, on what, and how often a shard was computed. */
export async function networkView(db: Queries, now: number): Promise<NetworkView> {
	const adapters = await db.query<{ backend: Backend; adapter: string; providers: number }>(
		`with shown as (
			select backend, provider, case when adapter ~ $2 then adapter else 'other' end as adapter
			from connections where seen_at > $1
		), ranked as (
			select backend, adapter, row_number() over (order by count(distinct provider) desc, adapter) as rank
			from shown group by backend, adapter
		)
		select s.backend, case when r.rank <= $3 then s.adapter else 'other' end as adapter,
			count(distinct s.provider)::integer as providers
		from shown s join ranked r on r.backend = s.backend and r.adapter = s.adapter
		group by 1, 2 order by providers desc, backend, adapter`,
		[now - onlineMs, adapterPattern, adaptersShown],
	);
	const [row] = await db.query<{
		online: number;
		webgpu: number;
		wasm: number;
		known: number;
		hour: Redundancy;
		day: Redundancy;
		verified: number;
		replicas: number;
	}>(
		`select c.*,
		 	(select count(*)::integer from providers) as known,
		 	(
		 		select json_build_object('verified', coalesce(sum(verified), 0), 'replicas', coalesce(sum(agreed + disagreed), 0))
		 		from grid_history where step = 'minute' and at >= $2
		 	) as hour,
		 	(
		 		select json_build_object('verified', coalesce(sum(verified), 0), 'replicas', coalesce(sum(agreed + disagreed), 0))
		 		from grid_history where step = 'minute' and at >= $3
		 	) as day,
		 	(select coalesce(sum(verified), 0)::integer from jobs) as verified,
		 	(select coalesce(sum(agreed + disagreed), 0)::integer from providers) as replicas
		 from (
		 	select count(distinct provider)::integer as online,
		 		(count(distinct provider) filter (where backend = 'webgpu'))::integer as webgpu,
		 		(count(distinct provider) filter (where backend = 'wasm'))::integer as wasm
		 	from connections where seen_at > $1
		 ) c`,
		[now - onlineMs, now - 3_600_000, now - 24 * 3_600_000],
	);
	const { online = 0, webgpu = 0, wasm = 0, known = 0, verified = 0, replicas = 0 } = row ?? {};
	return {
		trust: await policyStandings(db, now),
		providers: { online, backends: { webgpu, wasm }, adapters, known },
		redundancy: {
			lastHour: row?.hour ?? { verified: 0, replicas: 0 },
			lastDay: row?.day ?? { verified: 0, replicas: 0 },
			all: { verified, replicas },
		},
	};
}
