import { type NameChoice, nameSkeleton, TabgridError } from "@tabgrid/protocol";
import type { Db } from "./db.ts";

/** Any constant other than those of migrations. */
const namingLock = 7_411_020;

/**
 * Lists the provider under a name, or under none any more. The signature was checked. Idempotent.
 * @throws TabgridError CONFLICT when a newer choice was taken before, or when another provider has a
 * name that could be taken for this one; NOT_FOUND for an unknown provider.
 */
export async function nameProvider(
	db: Db,
	{ providerId, name, issuedAt }: NameChoice,
): Promise<void> {
	const skeleton = name === null ? null : nameSkeleton(name);
	await db.transaction(async (tx) => {
		// One choice at a time: two providers may want one name at this very moment.
		await tx.query("select pg_advisory_xact_lock($1)", [namingLock]);
		const [provider] = await tx.query<{ id: number; name_issued_at: number }>(
			"select id, name_issued_at from providers where provider_id = $1 for update",
			[providerId],
		);
		if (provider === undefined) throw new TabgridError("NOT_FOUND", "No provider has this id.");
		if (provider.name_issued_at > issuedAt)
			throw new TabgridError("CONFLICT", "A newer choice of name was taken since.");
		const taken = await tx.query(
			`update providers set name = $2, name_skeleton = $3, name_issued_at = $4
			 where id = $1 and not exists (
			 	select 1 from providers where name_skeleton = $3 and id <> $1
			 ) returning id`,
			[provider.id, name, skeleton, issuedAt],
		);
		if (taken.length === 0)
			throw new TabgridError(
				"CONFLICT",
				"Another provider has this name, or one that looks like it.",
			);
	});
}
