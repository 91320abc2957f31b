import type { Queries } from "./db.ts";

/**
 * Takes gas from the budget of the UTC day that `now` (epoch ms) is in.
 * @returns whether there was enough; if not, nothing is taken.
 */
export async function takeRelayGas(
	db: Queries,
	now: number,
	gas: bigint,
	budget: bigint,
): Promise<boolean> {
	const taken = await db.query(
		`insert into relay_gas (day, gas) select $1::date, $2::bigint where $2::bigint <= $3::bigint
		 on conflict (day) do update set gas = relay_gas.gas + excluded.gas
		 where relay_gas.gas + excluded.gas <= $3::bigint
		 returning 1`,
		[dayOf(now), gas.toString(), budget.toString()],
	);
	return taken.length > 0;
}

/** Gives back what a transaction took on the day of `now` and did not use. */
export async function returnRelayGas(db: Queries, now: number, gas: bigint): Promise<void> {
	await db.query("update relay_gas set gas = greatest(0, gas - $2::bigint) where day = $1::date", [
		dayOf(now),
		gas.toString(),
	]);
}

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);
