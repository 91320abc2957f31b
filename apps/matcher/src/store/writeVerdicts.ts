import type { ReplicaId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A replica's verdict, as it is written. */
export interface Verdict {
	readonly replicaId: ReplicaId;
	readonly job: number;
	readonly idx: number;
	/** The provider's row id. */
	readonly provider: number;
	readonly wallet: string | null;
	readonly backend: "webgpu" | "wasm";
	readonly state: "agreed" | "disagreed";
	readonly distance: number | null;
	/** Minor units; 0 when it isn't paid. */
	readonly earned: bigint;
}

/** How many replicas of a job got which verdict, the agreed ones also by backend. */
export interface VerdictCount {
	/** The job's row id. */
	readonly id: number;
	agreed: number;
	disagreed: number;
	webgpu: number;
	wasm: number;
}

/** What verdicts add to their jobs' counts. */
export function countVerdicts(verdicts: readonly Verdict[]): VerdictCount[] {
	const counts = new Map<number, VerdictCount>();
	for (const { job, state, backend } of verdicts) {
		const count = counts.get(job) ?? { id: job, agreed: 0, disagreed: 0, webgpu: 0, wasm: 0 };
		counts.set(job, count);
		count[state] += 1;
		if (state === "agreed") count[backend] += 1;
	}
	return [...counts.values()];
}

/** What verdicts add to their providers' totals. */
function totalsOf(verdicts: readonly Verdict[]) {
	const totals = new Map<number, { agreed: number; disagreed: number; earned: bigint }>();
	for (const { provider, state, earned } of verdicts) {
		const total = totals.get(provider) ?? { agreed: 0, disagreed: 0, earned: 0n };
		totals.set(provider, total);
		total[state] += 1;
		total.earned += earned;
	}
	return [...totals].map(([provider, { earned, ...total }]) => ({
		provider,
		...total,
		earned: earned.toString(),
	}));
}

/** Who agreed in which job, each once, in the order of their key. */
function agreedIn(verdicts: readonly Verdict[]) {
	const agreed = verdicts.filter(({ state }) => state === "agreed");
	const pairs = new Map(
		agreed.map(({ job, provider }) => [`${job}/${provider}`, { job, provider }]),
	);
	return [...pairs.values()].sort((a, b) => a.job - b.job || a.provider - b.provider);
}

/**
 * Writes verdicts with their credits, vouchers and the providers' totals, in the caller's
 * transaction. A replica is credited once: its id is the credit's key.
 */
export async function writeVerdicts(
	tx: Queries,
	verdicts: readonly Verdict[],
	now: number,
): Promise<void> {
	if (verdicts.length === 0) return;
	const paid = verdicts.filter(({ earned }) => earned > 0n);
	await Promise.all([
		tx.query(
			`with known as (
				insert into job_providers (job, provider)
				select job, provider from json_to_recordset($3::json) as k (job integer, provider integer)
				on conflict do nothing
			)
			update replicas r set state = v.state, distance = v.distance, ended_at = $2
			from json_to_recordset($1::json) as v ("replicaId" uuid, state text, distance double precision)
			where r.replica_id = v."replicaId"`,
			[
				JSON.stringify(
					verdicts.map(({ replicaId, state, distance }) => ({ replicaId, state, distance })),
				),
				now,
				JSON.stringify(agreedIn(verdicts)),
			],
		),
		paid.length > 0 &&
			tx.query(
				`with credited as (
					insert into credits (replica_id, job, idx, provider, wallet, amount, at)
					select "replicaId", job, idx, provider, wallet, earned, $2
					from json_to_recordset($1::json) as v
						("replicaId" uuid, job integer, idx integer, provider integer, wallet text, earned numeric)
					returning job, wallet, amount
				)
				insert into vouchers (job, wallet, amount)
				select job, wallet, sum(amount) from credited where wallet is not null
				group by job, wallet order by job, wallet
				on conflict (job, wallet) do update set amount = vouchers.amount + excluded.amount`,
				[
					JSON.stringify(
						paid.map(({ replicaId, job, idx, provider, wallet, earned }) => ({
							replicaId,
							job,
							idx,
							provider,
							wallet,
							earned: earned.toString(),
						})),
					),
					now,
				],
			),
		tx.query(
			`update providers p set
				agreed = p.agreed + v.agreed,
				disagreed = p.disagreed + v.disagreed,
				earned = p.earned + v.earned,
				unlinked = p.unlinked + case when p.wallet is null then v.earned else 0 end
			 from json_to_recordset($1::json) as v
			 	(provider integer, agreed integer, disagreed integer, earned numeric)
			 where p.id = v.provider`,
			[JSON.stringify(totalsOf(verdicts))],
		),
	]);
}
