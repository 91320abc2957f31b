import { familyOf, lineageOf } from "../core/trust/family.ts";
import { originsOf } from "../core/trust/origins.ts";
import { type PairEvidence, sharedLies } from "../core/trust/sharedLies.ts";
import type { Queries } from "./db.ts";
import type { Standing } from "./standings.ts";
import type { CheckedShard } from "./trustedPlan.ts";

/** Adds what shards said of pairs of providers. */
async function notePairs(tx: Queries, evidence: readonly PairEvidence[]): Promise<void> {
	if (evidence.length === 0) return;
	await tx.query(
		`insert into provider_pairs as p (a, b, odds)
		 select a, b, sum(odds) from json_to_recordset($1::json) as e (a integer, b integer, odds double precision)
		 group by a, b order by a, b
		 on conflict (a, b) do update set odds = p.odds + excluded.odds`,
		[JSON.stringify(evidence)],
	);
}

/** The pairs that a shard's wrong results say something of; those that were known to be wrong say no more. */
function pairsOf(
	{ weighing, verdicts, agree }: CheckedShard,
	standings: ReadonlyMap<number, Standing>,
): PairEvidence[] {
	const news = verdicts.some(
		({ state, replica }) => state === "disagreed" && replica.checked === null,
	);
	if (!news) return [];
	const origins = originsOf(
		verdicts.map(({ replica }) => ({
			providerId: String(replica.provider),
			wallet: replica.wallet,
			block: replica.block,
			ring: standings.get(replica.provider)?.ring ?? null,
		})),
	);
	const seen = verdicts.map(({ replica, state }, place) => ({
		provider: replica.provider,
		origin: origins[place] ?? "",
		right: state === "agreed",
		lineage: lineageOf(replica.backend, replica.adapter),
	}));
	return sharedLies(seen, weighing.odds, (a, b) => {
		const [left, right] = [verdicts[a], verdicts[b]];
		return left !== undefined && right !== undefined && agree(left.replica, right.replica);
	});
}

/**
 * Remembers what checked shards tell beside their providers' records: which backend families were right
 * and wrong with a model, and which providers share their lies. In the caller's transaction.
 */
export async function noteChecks(
	tx: Queries,
	checked: readonly CheckedShard[],
	standings: ReadonlyMap<number, Standing>,
	now: number,
): Promise<void> {
	const refuted = checked.filter(({ verdicts }) =>
		verdicts.some(({ state }) => state === "disagreed"),
	);
	await notePairs(
		tx,
		refuted.flatMap((shard) => pairsOf(shard, standings)),
	);
	const results = checked.flatMap(({ job, verdicts }) =>
		verdicts.map(({ replica, state, established }) => ({
			job: job.id,
			established,
			family: familyOf(replica.backend, replica.adapter),
			provider: replica.provider,
			wrong: state === "disagreed",
			block: replica.block,
		})),
	);
	if (results.length === 0) return;
	await tx.query(
		`insert into family_results (model, family, provider, wrong, established, block, at)
		 select distinct on (j.model, r.family, r.wrong, r.provider)
		 	j.model, r.family, r.provider, r.wrong, r.established, r.block, $2::bigint
		 from json_to_recordset($1::json) as r
		 	(job integer, family text, provider integer, wrong boolean, established boolean, block text)
		 join jobs j on j.id = r.job
		 order by j.model, r.family, r.wrong, r.provider
		 on conflict do nothing`,
		[JSON.stringify(results), now],
	);
}
