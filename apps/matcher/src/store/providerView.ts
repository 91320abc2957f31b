import { Capabilities, type ProviderId, type ProviderView } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { onlineMs } from "./gridStats.ts";
import { providerStakes } from "./providerStakes.ts";
import { providerSummary, unknownProvider } from "./providerSummary.ts";

/** A provider's public account; an empty one for a session key that never connected. */
export async function providerView(
	db: Queries,
	providerId: ProviderId,
	now: number,
): Promise<ProviderView> {
	const summary = await providerSummary(db, providerId, now);
	const [row] = await db.query<Row>(
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
	return {
		...(summary ?? unknownProvider(providerId, now)),
		name: row?.name ?? null,
		firstSeen: row?.first_seen ?? null,
		lastSeen: row?.last_seen ?? null,
		tabs: row?.tabs ?? 0,
		// One can be staked for before it has ever connected.
		stakes: await providerStakes(db, providerId),
		device: row === undefined ? null : deviceOf(row),
	};
}

interface Row {
	readonly name: string | null;
	readonly capabilities: string;
	readonly first_seen: number;
	readonly last_seen: number;
	readonly tabs: number;
}

function deviceOf({ capabilities }: Row): ProviderView["device"] {
	const device = Capabilities.safeParse(JSON.parse(capabilities)).data;
	if (device === undefined) return null;
	const { backend, adapter, softwareAdapter, runtime } = device;
	return { backend, adapter, softwareAdapter, runtime };
}
