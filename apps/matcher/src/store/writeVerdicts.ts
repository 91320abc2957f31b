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
	readonly state: "agreed" | "disagreed";
	readonly distance: number | null;
	/** Minor units; 0 when it isn't paid. */
	readonly earned: bigint;
}

/** How many replicas of a job got which verdict, the agreed ones also by backend. */
export interface VerdictCount {
	/** The job's row id. */
	readonly id: number;
	readonly agreed: number;
	readonly disagreed: number;
	readonly webgpu: number;
	readonly wasm: number;
}

/**
 * Writes verdicts with their credits, vouchers and the providers' totals, in the caller's
 * transaction. A replica is credited once: its id is the credit's key.
 * @returns what to add to the jobs' counts.
 */
export async function writeVerdicts(
	tx: Queries,
	verdicts: readonly Verdict[],
	now: number,
): Promise<VerdictCount[]> {
	if (verdicts.length === 0) return [];
	const batch = JSON.stringify(
		verdicts.map(({ earned, ...verdict }) => ({ ...verdict, earned: earned.toString() })),
	);
	const counts = await tx.query<VerdictCount>(
		`with judged as (
			update replicas r set state = v.state, distance = v.distance, ended_at = $2
			from json_to_recordset($1::json) as v ("replicaId" uuid, state text, distance double precision)
			where r.replica_id = v."replicaId"
			returning r.job, r.provider, r.state, r.backend
		), known as (
			insert into job_providers (job, provider)
			select distinct job, provider from judged where state = 'agreed' order by job, provider
			on conflict do nothing
		)
		select job as id,
			(count(*) filter (where state = 'agreed'))::integer as agreed,
			(count(*) filter (where state = 'disagreed'))::integer as disagreed,
			(count(*) filter (where state = 'agreed' and backend = 'webgpu'))::integer as webgpu,
			(count(*) filter (where state = 'agreed' and backend = 'wasm'))::integer as wasm
		from judged group by job`,
		[batch, now],
	);
	await tx.query(
		`with input as (
			select * from json_to_recordset($1::json) as v
				("replicaId" uuid, job integer, idx integer, provider integer, wallet text, earned numeric)
			where v.earned > 0
		), credited as (
			insert into credits (replica_id, job, idx, provider, wallet, amount, at)
			select "replicaId", job, idx, provider, wallet, earned, $2 from input
			returning job, wallet, amount
		)
		insert into vouchers (job, wallet, amount)
		select job, wallet, sum(amount) from credited where wallet is not null
		group by job, wallet order by job, wallet
		on conflict (job, wallet) do update set amount = vouchers.amount + excluded.amount`,
		[batch, now],
	);
	await tx.query(
		`update providers p set
			agreed = p.agreed + v.agreed,
			disagreed = p.disagreed + v.disagreed,
			earned = p.earned + v.earned,
			unlinked = p.unlinked + case when p.wallet is null then v.earned else 0 end
		 from (
			select provider,
				(count(*) filter (where state = 'agreed'))::integer as agreed,
				(count(*) filter (where state = 'disagreed'))::integer as disagreed,
				sum(earned) as earned
			from json_to_recordset($1::json) as i (provider integer, state text, earned numeric)
			group by provider
		 ) v
		 where p.id = v.provider`,
		[batch],
	);
	return counts;
}
