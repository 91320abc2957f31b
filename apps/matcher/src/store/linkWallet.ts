import {
	type Address,
	type ProviderId,
	type ProviderSummary,
	TabgridError,
} from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { providerSummary } from "./providerSummary.ts";

/** A Link message whose signature was checked. */
export interface WalletLink {
	readonly providerId: ProviderId;
	readonly wallet: Address;
	/** From the signed message, epoch ms: an older message doesn't undo a newer one. */
	readonly issuedAt: number;
}

/**
 * The wallet takes the provider's unlinked credits, now and from now on; credits that an earlier
 * wallet has stay there. Idempotent.
 * @throws TabgridError CONFLICT when a newer Link message was taken before; NOT_FOUND for an unknown
 * provider.
 */
export async function linkWallet(db: Db, link: WalletLink, now: number): Promise<ProviderSummary> {
	return db.transaction(async (tx) => {
		const [provider] = await tx.query<{ id: number; link_issued_at: number }>(
			"select id, link_issued_at from providers where provider_id = $1 for update",
			[link.providerId],
		);
		if (provider === undefined) throw new TabgridError("NOT_FOUND", "No provider has this id.");
		if (provider.link_issued_at > link.issuedAt) {
			throw new TabgridError("CONFLICT", "A newer message has linked this session key since.");
		}
		await tx.query(
			`update providers set wallet = $2, link_issued_at = $3, last_seen = $4, unlinked = 0
			 where id = $1`,
			[provider.id, link.wallet, link.issuedAt, now],
		);
		await tx.query(
			`with moved as (
				update credits set wallet = $2 where provider = $1 and wallet is null
				returning job, amount
			)
			insert into vouchers (job, wallet, amount)
			select job, $2, sum(amount) from moved group by job order by job
			on conflict (job, wallet) do update set amount = vouchers.amount + excluded.amount`,
			[provider.id, link.wallet],
		);
		const summary = await providerSummary(tx, link.providerId, now);
		if (summary === null) throw new TabgridError("INTERNAL", "A provider vanished while linking.");
		return summary;
	});
}
