import { isFaultyFamily } from "../core/trust/quarantine.ts";
import type { Db } from "./db.ts";

/** A backend family that gets no more of a model. */
export interface Quarantine {
	readonly model: string;
	readonly family: string;
}

/** Origins by what their results of the model came to. */
interface Tally {
	readonly wrong: number;
	readonly correct: number;
	readonly establishedWrong: number;
	readonly establishedCorrect: number;
}

/**
 * Quarantines backend families that compute a model wrongly (core/trust/quarantine), and forgives the
 * providers that were found wrong by it: they are newcomers again, and no longer suspended.
 */
export async function quarantineFamilies(db: Db, now: number): Promise<readonly Quarantine[]> {
	return db.transaction(async (tx) => {
		const origins = (which: string) =>
			`(count(distinct coalesce(block, provider::text)) filter (where ${which}))::integer`;
		const rows = await tx.query<Quarantine & Tally>(
			`select * from (
				select model, family, ${origins("wrong")} as wrong, ${origins("not wrong")} as correct,
					${origins("wrong and established")} as "establishedWrong",
					${origins("established and not wrong")} as "establishedCorrect"
				from family_results r
				where not exists (
					select 1 from family_quarantines q where q.model = r.model and q.family = r.family
				)
				group by model, family
			) f where wrong > 0`,
		);
		const faulty = rows
			.filter(({ wrong, correct, establishedWrong, establishedCorrect }) =>
				isFaultyFamily({
					right: correct,
					wrongAlike: wrong,
					established: { right: establishedCorrect, wrongAlike: establishedWrong },
				}),
			)
			.map(({ model, family }) => ({ model, family }));
		if (faulty.length === 0) return [];
		const batch = JSON.stringify(faulty);
		await tx.query(
			`insert into family_quarantines (model, family, at)
			 select model, family, $2 from json_to_recordset($1::json) as f (model text, family text)
			 on conflict do nothing`,
			[batch, now],
		);
		await tx.query(
			`with forgiven as (
				update providers set good = 0, bad = 0, trust_at = $2,
					suspended_until = case when suspended_for = 'wrong' then 0 else suspended_until end
				where id in (
					select p.id from providers p
					where p.id in (
						select r.provider from family_results r
						join json_to_recordset($1::json) as f (model text, family text)
							on f.model = r.model and f.family = r.family
						where r.wrong
					)
					order by p.id for update
				)
				returning id
			)
			delete from provider_models where provider in (select id from forgiven)`,
			[batch, now],
		);
		return faulty;
	});
}
