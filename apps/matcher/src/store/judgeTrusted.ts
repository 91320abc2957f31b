import type { Db, Queries } from "./db.ts";
import { failShards } from "./failShards.ts";
import { gridCheckers } from "./gridCheckers.ts";
import { noteChecks } from "./noteChecks.ts";
import { planTrusted } from "./planTrusted.ts";
import type { JudgedShard } from "./planVerdicts.ts";
import { writeStandings } from "./standings.ts";
import type { NewVerdict, TrustedChange, TrustedLook, TrustedPlan } from "./trustedPlan.ts";
import { lockTrusted } from "./trustedShards.ts";

async function writeVerdicts(tx: Queries, verdicts: readonly NewVerdict[], now: number) {
	if (verdicts.length === 0) return;
	await tx.query(
		`with judged as (
			update replicas r set state = v.state, distance = v.distance, checked = v.checked,
				ended_at = coalesce(r.ended_at, $2)
			from json_to_recordset($1::json) as v
				("replicaId" uuid, state text, distance double precision, checked text)
			where r.replica_id = v."replicaId"
		)
		insert into job_providers as o (job, provider, agreed)
		select job, provider, sum(agreed)::integer from json_to_recordset($1::json) as v
			(job integer, provider integer, agreed integer)
		group by job, provider having sum(agreed) <> 0 order by job, provider
		on conflict (job, provider) do update set agreed = o.agreed + excluded.agreed`,
		[
			JSON.stringify(
				verdicts.map(({ replica, state, distance, checked }) => ({
					replicaId: replica.replica_id,
					job: replica.job,
					provider: replica.provider,
					state,
					distance,
					checked,
					agreed: Number(state === "agreed") - Number(replica.state === "agreed"),
				})),
			),
			now,
		],
	);
}

async function changeShards(tx: Queries, changes: readonly TrustedChange[], now: number) {
	if (changes.length === 0) return;
	await tx.query(
		`update shards s set
			state = c.state, checked = c.checked, check_chance = c.chance, spot = c.spot,
			check_kind = coalesce(c.kind, s.check_kind),
			check_at = case when c.kind is null then s.check_at else $2 end,
			reopened = c.reopened, alone = c.alone, shown = c.shown,
			canonical_replica = coalesce(c.canonical, s.canonical_replica),
			canonical_digest = coalesce(c."canonicalDigest", s.canonical_digest),
			verified_at = case when c.state = 'verified' then coalesce(s.verified_at, $2) else s.verified_at end,
			quorum = c.quorum, target = c.target, submitted = s.submitted - c.decided,
			to_judge = false,
			-- A dispute is weighed again when its providers' records have grown (reweighDisputes).
			judge_claimed_until = case when c.state = 'verified' then 0 else $2 end,
			changed_xid = case
				when c.state <> s.state or c.canonical <> s.canonical_replica then pg_current_xact_id()
				else s.changed_xid end
		 from json_to_recordset($1::json) as c (job integer, idx integer, state text, checked boolean,
			chance double precision, spot boolean, kind text, reopened integer, alone boolean, shown boolean,
			canonical uuid, "canonicalDigest" text, quorum integer, target integer, decided integer)
		 where s.job = c.job and s.idx = c.idx`,
		[JSON.stringify(changes), now],
	);
}

async function changeJobs(tx: Queries, counts: TrustedPlan["counts"]): Promise<void> {
	if (counts.size === 0) return;
	await tx.query(
		`update jobs j set verified = j.verified + c.verified, agreed = j.agreed + c.agreed,
			disagreed = j.disagreed + c.disagreed, agreed_webgpu = j.agreed_webgpu + c.webgpu,
			agreed_wasm = j.agreed_wasm + c.wasm, alone = j.alone + c.alone,
			spot_checks = j.spot_checks + c."spotChecks", spot_passed = j.spot_passed + c."spotPassed",
			spot_failed = j.spot_failed + c."spotFailed", disputes = j.disputes + c.disputes
		 from json_to_recordset($1::json) as c (id integer, verified integer, agreed integer,
			disagreed integer, webgpu integer, wasm integer, alone integer, "spotChecks" integer,
			"spotPassed" integer, "spotFailed" integer, disputes integer)
		 where j.id = c.id`,
		[JSON.stringify([...counts].map(([id, count]) => ({ id, ...count })))],
	);
}

/** Shards with results that weren't looked at. */
async function judgeAgain(tx: Queries, unseen: TrustedPlan["unseen"]): Promise<void> {
	if (unseen.length === 0) return;
	await tx.query(
		`update shards s set to_judge = true, judge_claimed_until = 0
		 from json_to_recordset($1::json) as u (job integer, idx integer)
		 where s.job = u.job and s.idx = u.idx`,
		[JSON.stringify(unseen)],
	);
}

/**
 * Judges shards of jobs with a trust policy: weighs their results by what is known of their providers
 * now (core/trust), and writes verdicts, providers' records, and what is asked of others; all in one
 * transaction. Nothing is paid before the job settles. The same looks again change nothing.
 * @returns what was done, for each shard.
 */
export async function judgeTrusted(
	db: Db,
	looks: readonly TrustedLook[],
	now: number,
): Promise<readonly JudgedShard[]> {
	if (looks.length === 0) return [];
	return db.transaction(async (tx) => {
		const [work, checkers] = await Promise.all([
			lockTrusted(tx, looks, now),
			gridCheckers(db, tx, now),
		]);
		const plan = planTrusted(looks, work, { checkers, now });
		// One after the other, but sent together.
		await Promise.all([
			writeVerdicts(tx, plan.verdicts, now),
			changeShards(tx, plan.changes, now),
			changeJobs(tx, plan.counts),
			failShards(tx, plan.failed, now),
			writeStandings(tx, [...work.standings.values()]),
			noteChecks(tx, plan.checked, work.standings, now),
			judgeAgain(tx, plan.unseen),
		]);
		return plan.judged;
	});
}
