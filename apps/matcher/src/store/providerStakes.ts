import type { Address, ProviderId, ProviderStake } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** What is, and was, at stake for a provider: the largest first. */
export async function providerStakes(
	db: Queries,
	providerId: ProviderId,
): Promise<ProviderStake[]> {
	const rows = await db.query<{
		owner: Address;
		amount: string;
		leaving: string;
		leaves_at: number | null;
		burned: string;
	}>(
		`select owner, amount::text as amount, leaving::text as leaving, leaves_at, burned::text as burned
		 from stakes where provider_id = $1 order by stakes.amount desc, stakes.burned desc, owner limit 100`,
		[providerId],
	);
	return rows.map(({ leaves_at: leavesAt, ...stake }) => ({ ...stake, leavesAt }));
}
