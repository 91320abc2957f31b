import type { Address, ProviderId, ProviderSummary } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { newRecord, providerTrust, type TrustRow, trustColumns } from "./providerTrust.ts";

interface Row extends TrustRow {
	readonly provider_id: ProviderId;
	readonly wallet: Address | null;
	readonly submitted: number;
	readonly agreed: number;
	readonly disagreed: number;
	readonly errored: number;
	readonly expired: number;
	readonly earned: string;
	readonly unlinked: string;
	readonly pending: string;
}

/** What is known of providers, by id; unknown ones are left out. */
export async function providerSummaries(
	db: Queries,
	providerIds: readonly ProviderId[],
	now: number,
): Promise<Map<ProviderId, ProviderSummary>> {
	const rows = await db.query<Row>(
		`select provider_id, wallet, submitted, agreed, disagreed, errored, expired,
		 	earned::text as earned, unlinked::text as unlinked, pending::text as pending, ${trustColumns}
		 from providers where provider_id in (select json_array_elements_text($1::json))`,
		[JSON.stringify(providerIds)],
	);
	return new Map(
		rows.map((row) => {
			const { provider_id, wallet, earned, unlinked, pending } = row;
			const { submitted, agreed, disagreed, errored, expired } = row;
			const replicas = { submitted, agreed, disagreed, errored, expired };
			const trust = providerTrust(row, now);
			return [
				provider_id,
				{ providerId: provider_id, wallet, replicas, earned, unlinked, pending, trust },
			];
		}),
	);
}

/** What is known of a provider over all its time; null for an unknown one. */
export async function providerSummary(
	db: Queries,
	providerId: ProviderId,
	now: number,
): Promise<ProviderSummary | null> {
	return (await providerSummaries(db, [providerId], now)).get(providerId) ?? null;
}

/** The record of a session key that never connected: nobody knows anything of it. */
export function unknownProvider(providerId: ProviderId, now: number): ProviderSummary {
	return {
		providerId,
		wallet: null,
		replicas: { submitted: 0, agreed: 0, disagreed: 0, errored: 0, expired: 0 },
		earned: "0",
		unlinked: "0",
		pending: "0",
		trust: providerTrust(newRecord, now),
	};
}
