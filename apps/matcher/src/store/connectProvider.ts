import {
	type Capabilities,
	type ProviderId,
	type ProviderSummary,
	type SessionKey,
	TabgridError,
} from "@tabgrid/protocol";
import { type Db, storableText } from "./db.ts";
import { providerSummary } from "./providerSummary.ts";

/** A provider whose challenge was answered, and the tab that it connected from. */
export interface ConnectedProvider {
	readonly providerId: ProviderId;
	readonly sessionKey: SessionKey;
	/** The tab's own random id. */
	readonly instance: string;
	readonly capabilities: Capabilities;
	/** Its block of addresses, hashed; null where that tells nothing. */
	readonly block?: string | null;
}

/** Makes the provider known, keeps what it can do, and counts its tab as present. */
export async function connectProvider(
	db: Db,
	provider: ConnectedProvider,
	now: number,
): Promise<ProviderSummary> {
	return db.transaction(async (tx) => {
		await tx.query(
			`with known as (
				insert into providers (provider_id, session_key, capabilities, first_seen, last_seen, block)
				values ($1, $2, $3, $4, $4, $8)
				on conflict (provider_id) do update set capabilities = $3, last_seen = $4, block = $8,
					away_ms = greatest(0, $4 - providers.last_seen)
				returning id
			)
			insert into connections (instance, provider, backend, adapter, seen_at)
			select $5, known.id, $6, $7, $4 from known
			on conflict (instance) do update set
				provider = excluded.provider, backend = excluded.backend, adapter = excluded.adapter,
				seen_at = excluded.seen_at`,
			[
				provider.providerId,
				provider.sessionKey,
				JSON.stringify(provider.capabilities),
				now,
				provider.instance,
				provider.capabilities.backend,
				storableText(provider.capabilities.adapter),
				provider.block ?? null,
			],
		);
		const summary = await providerSummary(tx, provider.providerId, now);
		if (summary === null)
			throw new TabgridError("INTERNAL", "A provider vanished while connecting.");
		return summary;
	});
}
