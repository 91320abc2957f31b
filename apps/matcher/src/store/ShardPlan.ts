import { checkDraw } from "@tabgrid/protocol";
import { hexToBytes, isHex } from "viem";
import { comparing } from "../core/judge.ts";
import { isChecked } from "../core/trust/checkers.ts";
import { crowdOf } from "../core/trust/crowd.ts";
import { decideShard, type KnownResult } from "../core/trust/decideShard.ts";
import { isEstablished } from "../core/trust/odds.ts";
import { checkChance, jobShare } from "../core/trust/spotCheck.ts";
import { isStaked } from "../core/trust/stakes.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";
import type { Weighing } from "../core/trust/weigh.ts";
import { asksCheckers } from "./gridCheckers.ts";
import type { JudgedShard } from "./planVerdicts.ts";
import type { Standing } from "./standings.ts";
import { tallyVerdicts } from "./tallyVerdicts.ts";
import {
	type JobCounts,
	type NewVerdict,
	noCounts,
	type TrustedChange,
	type TrustedLook,
	type TrustedPlan,
} from "./trustedPlan.ts";
import type { TrustedJob, TrustedReplica, TrustedShard, TrustedWork } from "./trustedShards.ts";

/** What a whole batch is decided under. */
export interface Context {
	/** Whether the grid has established providers enough to check the others. */
	readonly checkers: boolean;
	readonly now: number;
}

/** Decides one shard, and adds what follows to the batch's plan. */
export class ShardPlan {
	readonly #plan: TrustedPlan;
	readonly #work: TrustedWork;
	readonly #job: TrustedJob;
	readonly #shard: TrustedShard;
	readonly #look: TrustedLook;
	readonly #context: Context;
	readonly #counts: JobCounts;
	readonly #compare: (a: TrustedReplica, b: TrustedReplica) => { agree: boolean; distance: number };

	constructor(
		plan: TrustedPlan,
		work: TrustedWork,
		job: TrustedJob,
		shard: TrustedShard,
		look: TrustedLook,
		context: Context,
	) {
		this.#plan = plan;
		this.#work = work;
		this.#job = job;
		this.#shard = shard;
		this.#look = look;
		this.#context = context;
		this.#counts = plan.counts.get(job.id) ?? { ...noCounts };
		plan.counts.set(job.id, this.#counts);
		const compare = comparing(look.comparisons);
		const named = ({ replica_id: replicaId, digest }: TrustedReplica) => ({ replicaId, digest });
		this.#compare = (a, b) =>
			a === b ? { agree: true, distance: 0 } : compare(named(a), named(b));
	}

	decide(): void {
		const shard = this.#shard;
		const rules = trustPolicies[this.#job.trust];
		const results = shard.results.map((replica) => this.#known(replica));
		const chance = this.#chance(results);
		const drawn = chance !== null && chance !== shard.check_chance && this.#draw() < chance;
		const [only] = results;
		// After a result that can't stand alone none does: what comes second would escape the lot.
		const unproven =
			only !== undefined && results.length === 1 && !isEstablished(rules, only.record);
		const checked = shard.checked || drawn || unproven;
		const agree = (a: number, b: number) => {
			const [left, right] = [shard.results[a], shard.results[b]];
			return left !== undefined && right !== undefined && this.#compare(left, right).agree;
		};
		const distance = (a: number, b: number) => {
			const [left, right] = [shard.results[a], shard.results[b]];
			return left === undefined || right === undefined
				? Number.POSITIVE_INFINITY
				: this.#compare(left, right).distance;
		};
		const anyEstablished = this.#checkers;
		const waits = shard.canonical_replica === null && shard.live < shard.max_live;
		const { cornered } = shard;
		const awaitsCheck =
			shard.state !== "verified" &&
			(shard.check_kind === "lastCheck" || shard.check_kind === "lookBack") &&
			shard.results.every(({ state }) => state !== "submitted");
		const standing = { checked, cornered, awaitsCheck, waits, anyEstablished };
		const decision = decideShard(rules, results, { agree, distance }, standing);
		if (drawn) this.#counts.spotChecks += 1;
		const lot = { checked, chance, spot: shard.spot || drawn };
		if (decision.kind === "taken") this.#take(decision.weighing, lot);
		else if (decision.kind === "wanting") this.#want(decision.disputed, drawn, lot);
		else this.#fail();
	}

	/** The chance of a spot check of a first result that could stand alone; kept once it was drawn. */
	#chance(results: readonly KnownResult[]): number | null {
		const { check_chance, checked } = this.#shard;
		const [only] = results;
		if (check_chance !== null || checked || only === undefined || results.length > 1)
			return check_chance;
		const rules = trustPolicies[this.#job.trust];
		const [replica] = this.#shard.results;
		if (replica === undefined || !isEstablished(rules, only.record)) return null;
		return checkChance(rules, {
			good: only.record.good,
			price: this.#job.price_ratio,
			share: jobShare(replica.of_job, this.#job.agreed),
			daysAway: this.#standing(replica).awayMs / 86_400_000,
			staked: this.#isStaked(replica),
		});
	}

	#isStaked({ provider }: TrustedReplica): boolean {
		const { price, deadline_at: deadlineAt } = this.#job;
		const atStake = this.#work.atStake.get(provider) ?? 0n;
		return isStaked(atStake, { price: BigInt(price), deadlineAt }, this.#context.now);
	}

	get #checkers(): boolean {
		return this.#context.checkers && asksCheckers(this.#job.trust);
	}

	#draw(): number {
		const { audit_secret } = this.#job;
		if (!isHex(audit_secret)) throw new TypeError("A running job has no audit secret.");
		return checkDraw(hexToBytes(audit_secret), this.#shard.idx);
	}

	#standing(replica: TrustedReplica): Standing {
		const standing = this.#work.standings.get(replica.provider);
		if (standing === undefined) throw new TypeError("A result's provider isn't locked.");
		return standing;
	}

	#known(replica: TrustedReplica): KnownResult {
		const standing = this.#standing(replica);
		const { passed, providerId, ring } = standing;
		const { wallet, block, sequence } = replica;
		const record = standing.recordFor(this.#job.model);
		const established = isEstablished(trustPolicies[this.#job.trust], standing.record);
		const crowd = crowdOf(established, block === null ? 1 : (this.#work.crowds.get(block) ?? 1));
		const origin = { providerId, wallet, block, ring };
		return { ...origin, record, established, passed, sequence: sequence ?? 0, crowd };
	}

	#take(weighing: Weighing, lot: Pick<TrustedChange, "checked" | "chance" | "spot">): void {
		const shard = this.#shard;
		const canonical = shard.results[weighing.canonical];
		if (canonical === undefined) return;
		const confirmed = isChecked(weighing, this.#checkers);
		const verdicts = shard.results.map((replica): NewVerdict => {
			const { agree, distance } = this.#compare(canonical, replica);
			const rules = trustPolicies[this.#job.trust];
			const established = isEstablished(rules, this.#standing(replica).record);
			const state = agree ? "agreed" : "disagreed";
			const checked = this.#learn(replica, state, confirmed);
			const measured = Number.isFinite(distance) ? distance : null;
			return { replica, state, distance: measured, checked, established };
		});
		const agreed = verdicts.filter(({ state }) => state === "agreed").length;
		const first = verdicts.reduce((a, b) =>
			b.replica.submitted_at < a.replica.submitted_at ? b : a,
		);
		if (shard.spot && shard.state !== "verified" && shard.reopened === 0) {
			if (first.state === "agreed") this.#counts.spotPassed += 1;
			else this.#counts.spotFailed += 1;
		}
		if (confirmed) {
			const agree = (a: TrustedReplica, b: TrustedReplica) => this.#compare(a, b).agree;
			this.#plan.checked.push({ job: this.#job, weighing, verdicts, agree });
		}
		const { finalOdds } = trustPolicies[this.#job.trust];
		const told = this.#tell(verdicts);
		this.#change(
			{
				...lot,
				state: "verified",
				kind: null,
				reopened: shard.reopened,
				alone: agreed === 1,
				shown: confirmed && weighing.odds >= finalOdds,
				canonical: canonical.replica_id,
				canonicalDigest: canonical.digest,
				quorum: 1,
				target: 1,
				decided: shard.results.filter(({ state }) => state === "submitted").length,
			},
			told,
		);
	}

	/** Moves the provider's record by what became known of a result; answers how that is remembered. */
	#learn(
		replica: TrustedReplica,
		state: "agreed" | "disagreed",
		confirmed: boolean,
	): TrustedReplica["checked"] {
		const standing = this.#standing(replica);
		const { now } = this.#context;
		if (state === "disagreed") {
			if (replica.checked !== "failed") standing.fail(now);
			return "failed";
		}
		if (replica.checked === "failed") {
			standing.clear();
			return "passed";
		}
		if (!confirmed || replica.checked === "passed") return replica.checked;
		standing.pass(this.#job.model, replica.sequence ?? 0, now);
		return "passed";
	}

	#want(
		disputed: boolean,
		drawn: boolean,
		lot: Pick<TrustedChange, "checked" | "chance" | "spot">,
	): void {
		const { results, live, max_live, check_kind, reopened, state } = this.#shard;
		const submitted = results.filter((result) => result.state === "submitted").length;
		const target = Math.min(max_live, Math.max(live, results.length + 1));
		const newDispute = disputed && check_kind !== "dispute";
		if (newDispute) this.#counts.disputes += 1;
		// Only a dispute's target outlives a lease that ends with nothing.
		const holds = disputed || submitted < results.length || target <= results.length;
		this.#change(
			{
				...lot,
				state: holds ? "disputed" : "running",
				kind: newDispute ? "dispute" : drawn ? "spotCheck" : null,
				reopened: reopened + (state === "verified" ? 1 : 0),
				alone: false,
				shown: false,
				canonical: null,
				canonicalDigest: null,
				quorum: submitted + 1,
				target,
				decided: 0,
			},
			[],
		);
	}

	#fail(): void {
		const { job, idx, results, spot, check_chance } = this.#shard;
		const told = this.#tell(
			results.map((replica) => ({
				replica,
				state: "disagreed" as const,
				distance: null,
				checked: replica.checked,
				established: false,
			})),
		);
		const reason = `${results.length} providers computed it, and it isn't sure enough which of them is right.`;
		this.#change(
			{
				state: "disputed",
				checked: true,
				chance: check_chance,
				spot,
				kind: null,
				reopened: this.#shard.reopened,
				alone: false,
				shown: false,
				canonical: null,
				canonicalDigest: null,
				quorum: 1,
				target: 1,
				decided: results.filter(({ state }) => state === "submitted").length,
			},
			told,
		);
		this.#plan.failed.push({ job, idx, reason, submissions: "disagreed" });
	}

	#tell(verdicts: readonly NewVerdict[]): JudgedShard["verdicts"] {
		const standing = (replica: TrustedReplica) => this.#standing(replica);
		return tallyVerdicts(verdicts, this.#job, this.#counts, this.#plan, standing);
	}

	#change(change: Omit<TrustedChange, "job" | "idx">, told: JudgedShard["verdicts"]): void {
		const { job, idx, state, alone } = this.#shard;
		this.#counts.verified += Number(change.state === "verified") - Number(state === "verified");
		this.#counts.alone += Number(change.alone) - Number(alone);
		this.#plan.changes.push({ job, idx, ...change });
		const { jobId, shardIndex } = this.#look;
		this.#plan.judged.push({ jobId, shardIndex, state: change.state, verdicts: told });
	}
}
