import type { Digest, TrustPolicy } from "@tabgrid/protocol";
import { crowdOf } from "../core/trust/crowd.ts";
import { weighShard } from "../core/trust/decideShard.ts";
import { lightResults } from "../core/trust/lastChecks.ts";
import { checksMissing, isEstablished, mostLaterChecks, resultOdds } from "../core/trust/odds.ts";
import { checksAfter } from "../core/trust/passedChecks.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";
import { groupBy } from "../groupBy.ts";
import { crowdsOf } from "./crowds.ts";
import type { Queries } from "./db.ts";
import { knowModels, Standing, type StandingRow, standingColumns } from "./standings.ts";

/** A running job with a trust policy. */
export interface TrustingJob {
	readonly id: number;
	readonly trust: TrustPolicy;
	readonly model: Digest;
}

/** Shards with several results read at once. */
const page = 5_000;
/** Shards that may be opened again: there is room for another replica. */
const open = `s.job = $1 and s.state = 'verified' and not s.cornered
	and s.live < s.max_live and s.failures < s.max_failures`;

/** The standings of all who have agreed in the job, by row. */
async function standingsOf(
	tx: Queries,
	{ id, model }: TrustingJob,
	now: number,
): Promise<Map<number, Standing>> {
	const rows = await tx.query<StandingRow>(
		`select ${standingColumns} from job_providers o join providers p on p.id = o.provider
		 where o.job = $1`,
		[id],
	);
	const standings = new Map(rows.map((row) => [row.provider, new Standing(row, now)]));
	await knowModels(tx, standings, [model]);
	return standings;
}

/** Which shards that stand on one result to check, so that all of them become sure enough. */
async function lightAlone(
	tx: Queries,
	{ id, trust, model }: TrustingJob,
	standings: Iterable<Standing>,
): Promise<number[]> {
	const rules = trustPolicies[trust];
	const byProvider = new Map(
		[...standings].map((standing) => [
			standing.provider,
			{ standing, ...lightResults(rules, standing.recordFor(model), standing.passed) },
		]),
	);
	const bounds = [...byProvider].flatMap(([provider, { from, checks }]) =>
		from === null ? [] : [{ provider, from, most: checks ?? null }],
	);
	if (bounds.length === 0) return [];
	const rows = await tx.query<{ provider: number; idx: number; sequence: number }>(
		`select provider, idx, sequence from (
			select r.provider, r.idx, r.sequence, b.most,
				row_number() over (partition by r.provider order by r.sequence desc) as rank
			from json_to_recordset($2::json) as b (provider integer, "from" integer, most integer)
			join replicas r on r.provider = b.provider and r.job = $1 and r.state = 'agreed'
				and r.sequence >= b."from"
			join shards s on s.job = r.job and s.idx = r.idx
			where s.alone and ${open}
		) light
		where most is null or rank <= most order by sequence desc`,
		[id, JSON.stringify(bounds)],
	);
	return [...groupBy(rows, ({ provider }) => provider)].flatMap(([provider, own]) => {
		const known = byProvider.get(provider);
		const [last] = own;
		if (known === undefined || last === undefined) return [];
		const { standing } = known;
		const later = checksAfter(standing.passed, last.sequence);
		const odds = resultOdds(standing.recordFor(model), later);
		const checks = checksMissing(odds, rules.finalOdds);
		const few = known.checks === null || checks > mostLaterChecks ? own : own.slice(0, checks);
		return few.map(({ idx }) => idx);
	});
}

interface ResultRow {
	readonly idx: number;
	readonly provider: number;
	readonly agreed: boolean;
	readonly digest: string;
	readonly sequence: number | null;
	readonly wallet: string | null;
	readonly block: string | null;
}

/** Shards with several results that aren't sure enough by what is known now. */
async function lightTogether(
	tx: Queries,
	{ id, trust, model }: TrustingJob,
	standings: ReadonlyMap<number, Standing>,
	only: number | null,
	now: number,
): Promise<number[]> {
	const rules = trustPolicies[trust];
	const light: number[] = [];
	for (let after = -1; ; ) {
		const rows = await tx.query<ResultRow>(
			`select r.idx, r.provider, r.state = 'agreed' as agreed, r.digest, r.sequence, r.block,
			 	coalesce(p.wallet, r.wallet) as wallet
			 from (
			 	select s.job, s.idx from shards s
			 	where not s.alone and ${open} and s.idx > $2
			 		and ($3::integer is null or exists (
			 			select 1 from replicas o
			 			where o.job = s.job and o.idx = s.idx and o.provider = $3 and o.state = 'agreed'
			 		))
			 	order by s.idx limit $4
			 ) s
			 join replicas r on r.job = s.job and r.idx = s.idx and r.state in ('agreed', 'disagreed')
			 join providers p on p.id = r.provider
			 order by r.idx`,
			[id, after, only, page],
		);
		const byShard = groupBy(rows, ({ idx }) => idx);
		const missing = rows.filter(({ provider }) => !standings.has(provider));
		const others = await refuted(tx, missing, model, now);
		const crowds = await crowdsOf(
			tx,
			rows.map(({ block }) => block),
			now,
		);
		for (const [idx, results] of byShard) {
			after = Math.max(after, idx);
			const known = results.flatMap(({ provider, sequence, wallet, block }) => {
				const standing = standings.get(provider) ?? others.get(provider);
				if (standing === undefined) return [];
				const { providerId, ring, passed } = standing;
				const record = standing.recordFor(model);
				const established = isEstablished(rules, standing.record);
				const origin = { providerId, wallet, block, ring };
				const newcomers = block === null ? 1 : (crowds.get(block) ?? 1);
				const crowd = crowdOf(established, newcomers);
				return [{ ...origin, record, established, passed, sequence: sequence ?? 0, crowd }];
			});
			const agree = (a: number, b: number) => {
				const [left, right] = [results[a], results[b]];
				if (left === undefined || right === undefined) return false;
				return (left.agreed && right.agreed) || left.digest === right.digest;
			};
			if (weighShard(known, agree).odds < rules.finalOdds) light.push(idx);
		}
		if (byShard.size < page) return light;
	}
}

/** The standings of those who never agreed in the job. */
async function refuted(
	tx: Queries,
	rows: readonly { readonly provider: number }[],
	model: Digest,
	now: number,
): Promise<Map<number, Standing>> {
	if (rows.length === 0) return new Map();
	const ids = [...new Set(rows.map(({ provider }) => provider))];
	const found = await tx.query<StandingRow>(
		`select ${standingColumns} from providers p
		 where p.id in (select json_array_elements_text($1::json)::integer)`,
		[JSON.stringify(ids)],
	);
	const standings = new Map(found.map((row) => [row.provider, new Standing(row, now)]));
	await knowModels(tx, standings, [model]);
	return standings;
}

/**
 * Verified shards of a job that aren't sure enough by what is known now, or as many of them as it takes
 * to make the others so.
 * @param only those with a result of this provider.
 */
export async function lightShards(
	tx: Queries,
	job: TrustingJob,
	only: number | null,
	now: number,
): Promise<number[]> {
	const standings = await standingsOf(tx, job, now);
	const looked = [...standings.values()].filter(
		({ provider }) => only === null || provider === only,
	);
	return [
		...(await lightAlone(tx, job, looked)),
		...(await lightTogether(tx, job, standings, only, now)),
	];
}

/**
 * Gives verified shards to one more provider each, in the caller's transaction, which has the job's row
 * locked. Their results stand until that one's is in, but the job can't settle before, unless what becomes known
 * of their providers meanwhile is enough.
 * @returns how many were opened.
 */
export async function openShards(
	tx: Queries,
	job: number,
	shards: readonly number[],
	kind: "lookBack" | "lastCheck",
	now: number,
): Promise<number> {
	if (shards.length === 0) return 0;
	const [row] = await tx.query<{ opened: number }>(
		`with locked as (
			select s.idx, s.alone, (
				select count(*)::integer from replicas r
				where r.job = s.job and r.idx = s.idx and r.state = 'leased'
			) as leased
			from shards s
			where s.job = $1 and s.state = 'verified'
				and s.idx in (select json_array_elements_text($2::json)::integer)
			order by s.idx for update of s
		), opened as (
			update shards s set state = 'disputed', checked = true, alone = false, shown = false,
				reopened = s.reopened + 1, check_kind = $3, check_at = $4, quorum = s.submitted + 1,
				target = least(s.max_live, s.live + case when l.leased = 0 then 1 else 0 end),
				judge_claimed_until = $4, changed_xid = pg_current_xact_id()
			from locked l where s.job = $1 and s.idx = l.idx
			returning l.alone
		), counts as (
			select count(*)::integer as opened, (count(*) filter (where alone))::integer as alone from opened
		)
		update jobs j set verified = j.verified - c.opened, alone = j.alone - c.alone,
			looked_back = j.looked_back + case when $3 = 'lookBack' then c.opened else 0 end,
			last_checks = j.last_checks + case when $3 = 'lastCheck' then c.opened else 0 end
		from counts c where j.id = $1
		returning c.opened`,
		[job, JSON.stringify(shards), kind, now],
	);
	return row?.opened ?? 0;
}
