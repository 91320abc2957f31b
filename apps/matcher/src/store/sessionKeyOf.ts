import type { ProviderId, SessionKey } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A provider's session key; null for an unknown one. */
export async function sessionKeyOf(
	db: Queries,
	providerId: ProviderId,
): Promise<SessionKey | null> {
	const [row] = await db.query<{ session_key: SessionKey }>(
		"select session_key from providers where provider_id = $1",
		[providerId],
	);
	return row?.session_key ?? null;
}
