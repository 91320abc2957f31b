import { Capabilities, type ProviderId, type ProviderView } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { onlineMs } from "./gridStats.ts";
import { providerStakes } from "./providerStakes.ts";
import { providerSummary } from "./providerSummary.ts";

/** A provider's public account; null for an unknown one. */
export async function providerView(
	db: Queries,
	providerId: ProviderId,
	now: number,
): Promise<ProviderView | null> {
	const summary = await providerSummary(db, providerId, now);
	if (summary === null) return null;
	const [row] = await db.query<{
		name: string | null;
		capabilities: string;
		first_seen: number;
		last_seen: number;
		tabs: number;
	}>(
		`select p.name, p.capabilities, p.first_seen, c.tabs,
		 	greatest(p.last_seen, c.seen_at) as last_seen
		 from providers p, (
		 	select (count(*) filter (where seen_at > $2))::integer as tabs, max(seen_at) as seen_at
		 	from connections
		 	where provider = (select id from providers where provider_id = $1)
		 ) c
		 where p.provider_id = $1`,
		[providerId, now - onlineMs],
	);
	if (row === undefined) return null;
	const device = Capabilities.safeParse(JSON.parse(row.capabilities)).data;
	return {
		...summary,
		name: row.name,
		firstSeen: row.first_seen,
		lastSeen: row.last_seen,
		tabs: row.tabs,
		stakes: await providerStakes(db, providerId),
		device:
			device === undefined
				? null
				: {
						backend: device.backend,
						adapter: device.adapter,
						softwareAdapter: device.softwareAdapter,
						runtime: device.runtime,
					},
	};
}
