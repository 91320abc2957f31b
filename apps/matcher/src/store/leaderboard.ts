import type { Leaderboard, LeaderboardPeriod } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

const dayMs = 86_400_000;
const places = 50;
const daysOf: Record<Exclude<LeaderboardPeriod, "all">, number> = { day: 1, week: 7 };

/**
 * Providers that chose a name, by replicas that agreed; the others count in a total only. A day and a
 * week are UTC days up to today, as far as recordHistory has come.
 */
export async function leaderboard(
	db: Queries,
	period: LeaderboardPeriod,
	now: number,
): Promise<Leaderboard> {
	const since = period === "all" ? null : now - (now % dayMs) - (daysOf[period] - 1) * dayMs;
	const rows = await db.query<{ row: Leaderboard["named"][number] | Leaderboard["others"] }>(
		`with work as (
			${
				since === null
					? "select id as provider, agreed, earned from providers where agreed > 0"
					: `select provider, sum(agreed) as agreed, sum(earned) as earned from provider_days
					   where at >= $2 group by provider having sum(agreed) > 0`
			}
		), ranked as (
			select w.*, p.provider_id, p.name, p.name is not null and row_number() over (
				partition by p.name is null order by w.agreed desc, w.earned desc, p.provider_id
			) <= $1 as listed
			from work w join providers p on p.id = w.provider
		)
		(
			select json_build_object('providerId', provider_id, 'name', name, 'agreed', agreed,
				'earned', earned::text) as row
			from ranked where listed order by agreed desc, earned desc, provider_id
		)
		union all
		select json_build_object('providers', count(*), 'agreed', coalesce(sum(agreed), 0),
			'earned', coalesce(sum(earned), 0)::text)
		from ranked where not listed`,
		since === null ? [places] : [places, since],
	);
	return {
		period,
		named: rows.flatMap(({ row }) => ("providerId" in row ? [row] : [])),
		others: rows.flatMap(({ row }) => ("providers" in row ? [row] : []))[0] ?? {
			providers: 0,
			agreed: 0,
			earned: "0",
		},
	};
}
