import { maturesAt } from "../src/core/trust/maturesAt.ts";
import { type Answer, isRight, seenAs } from "./answers.ts";
import * as invariants from "./invariants.ts";
import { countAgreed, giveVerdicts, newJob } from "./jobs.ts";
import { Ledger } from "./ledger.ts";
import type { SimJob, SimPolicy, SimProvider, SimResult, SimShard } from "./model.ts";
import type { Random } from "./random.ts";

export interface TwinOptions {
	readonly shards: number;
	/** Shards of each job. */
	readonly jobShards: number;
}

/** Jobs whose shards are handed out at once. */
const openJobs = 3;
/** How many of the shards that wait for replicas are looked at for a provider. */
const lookedAt = 24;

/**
 * The matcher's state in memory: which shard wants replicas, who holds a lease, what was taken. It makes
 * every step that the store makes as one transaction, asks the policy where the matcher asks its core, and
 * checks the invariants at each.
 */
export class Twin {
	readonly ledger = new Ledger();
	readonly #policy: SimPolicy;
	readonly #random: Random;
	readonly #options: TwinOptions;
	readonly #onMaturing: (job: SimJob) => void;
	readonly #onLeaseEnded: (provider: SimProvider) => void;
	/** Jobs that aren't settled, oldest first. */
	#jobs: SimJob[] = [];
	#made = 0;
	#opened = 0;
	/** Shards that want another replica. */
	readonly #waiting: SimShard[] = [];

	constructor(
		policy: SimPolicy,
		random: Random,
		options: TwinOptions,
		/** Called for a job that may settle at its `maturesAt`, and for a lease that the matcher ended. */
		on: { maturing: (job: SimJob) => void; leaseEnded: (provider: SimProvider) => void },
	) {
		this.#policy = policy;
		this.#random = random;
		this.#options = options;
		this.#onMaturing = on.maturing;
		this.#onLeaseEnded = on.leaseEnded;
	}

	get finished(): boolean {
		return this.#opened === this.#options.shards && this.#jobs.length === 0;
	}

	/** Whether there may be work for a provider that had none. */
	get hasWork(): boolean {
		return this.#waiting.length > 0 || this.#freshJob() !== undefined;
	}

	/** Leases a shard to the provider; undefined when there is none for it. */
	lease(provider: SimProvider, now: number): SimShard | undefined {
		if (!this.#policy.admits(provider, now)) return undefined;
		const canary = this.#policy.canary?.(provider, now);
		if (canary !== undefined && this.#mayTake(canary, provider, now)) {
			canary.job.canaries += 1;
			canary.leased.push(provider);
			return canary;
		}
		const shard = this.#takeWaiting(provider, now) ?? this.#takeFresh(now);
		if (shard === undefined) return undefined;
		shard.wanted -= 1;
		this.#want(shard, shard.wanted);
		shard.leased.push(provider);
		return shard;
	}

	/**
	 * Leases a shard that somebody else chose, as the store does where both run side by side.
	 * @returns whether this provider may have it.
	 */
	leaseChosen(provider: SimProvider, shard: SimShard, now: number): boolean {
		if (!this.#policy.admits(provider, now) || !this.#mayTake(shard, provider, now)) return false;
		// Below 0 the store handed out a spare replica: when a lease ends with nothing, another is left.
		shard.wanted -= 1;
		shard.leased.push(provider);
		return true;
	}

	/** Whether a job has a shard for this provider that waits to be handed out. */
	wants(provider: SimProvider, { shards }: SimJob, now: number): boolean {
		if (!this.#policy.admits(provider, now)) return false;
		return shards.some((shard) => shard.wanted > 0 && this.#mayTake(shard, provider, now));
	}

	/** Opens the next job at once, all of its shards handed out by {@link leaseChosen}. */
	openJob(): SimJob | undefined {
		const job = this.#freshJob();
		if (job !== undefined) job.fresh = job.shards.length;
		return job;
	}

	/** Ends a lease with nothing; false when it had ended. */
	expire(provider: SimProvider, shard: SimShard, now: number): boolean {
		if (!this.#endLease(shard, provider)) return false;
		this.#policy.onExpired?.(provider, now);
		if (shard.taken === undefined) this.#want(shard, shard.wanted + 1);
		return true;
	}

	/** Acknowledges a result; false when the lease had ended, and then nothing changes. */
	submit(provider: SimProvider, shard: SimShard, answer: Answer, now: number): boolean {
		if (!this.#endLease(shard, provider)) {
			this.ledger.ignored += 1;
			return false;
		}
		const result: SimResult = {
			provider,
			answer: seenAs(answer),
			right: isRight(answer),
			sequence: provider.done,
			verdict: undefined,
			checked: undefined,
		};
		invariants.onAcknowledged(shard, result);
		this.ledger.executed(result);
		shard.results.push(result);
		this.#decide(shard, now);
		return true;
	}

	/** Settles the job, when it is mature and every shard is heavy enough; else asks for what it lacks. */
	close(job: SimJob, now: number): void {
		if (job.settled || job.undecided > 0 || job.fresh < job.shards.length) return;
		if (job.maturesAt === 0) {
			const alone = job.shards.filter(({ results }) => countAgreed(results) === 1).length;
			const decided = {
				alone,
				startedAt: job.startedAt ?? 0,
				deadlineAt: Number.POSITIVE_INFINITY,
			};
			job.maturesAt = maturesAt(decided, this.#policy.maturityMs, now);
		}
		if (now < job.maturesAt) {
			this.#onMaturing(job);
			return;
		}
		const again = this.#policy.close(job, now);
		if (again.length > 0) {
			this.#reopen(again);
			return;
		}
		for (const { leased } of job.shards) {
			for (const provider of leased.splice(0)) this.#onLeaseEnded(provider);
		}
		job.settled = true;
		invariants.onSettled(job, this.#policy, now);
		this.ledger.settle(job, now);
		this.#policy.onSettled?.(job);
		this.#jobs = this.#jobs.filter((other) => other !== job);
	}

	#decide(shard: SimShard, now: number): void {
		const decision = this.#policy.decide(shard, now);
		if (decision.kind === "wanting") {
			if (shard.taken !== undefined) this.#open(shard);
			this.#want(shard, Math.max(0, decision.more - shard.leased.length));
			return;
		}
		if (shard.taken === undefined) shard.job.undecided -= 1;
		shard.taken = decision.canonical;
		shard.wanted = 0;
		giveVerdicts(shard, decision.canonical);
		this.#reopen(this.#policy.onTaken(shard, now));
		this.close(shard.job, now);
	}

	/** Taken shards that aren't sure any more: one more replica, whoever they came from. */
	#reopen(shards: readonly SimShard[]): void {
		for (const shard of shards) {
			if (shard.job.settled || shard.taken === undefined) continue;
			this.#open(shard);
			if (shard.leased.length === 0) this.#want(shard, 1);
		}
	}

	#open(shard: SimShard): void {
		shard.taken = undefined;
		shard.checked = true;
		shard.job.undecided += 1;
		// Looked at when the job closes again.
		shard.job.unsettled.push(shard);
	}

	#want(shard: SimShard, wanted: number): void {
		shard.wanted = Math.max(shard.wanted, wanted);
		if (shard.queued || shard.wanted <= 0) return;
		shard.queued = true;
		this.#waiting.push(shard);
	}

	#endLease(shard: SimShard, provider: SimProvider): boolean {
		const place = shard.leased.indexOf(provider);
		if (place >= 0) shard.leased.splice(place, 1);
		return place >= 0;
	}

	/** A random one of those that wait: nobody can time its way to a chosen shard. */
	#takeWaiting(provider: SimProvider, now: number): SimShard | undefined {
		for (let look = 0; look < lookedAt && this.#waiting.length > 0; look++) {
			const place = this.#random.int(this.#waiting.length);
			const shard = this.#waiting[place];
			if (shard === undefined) return undefined;
			if (shard.wanted > 0 && !shard.job.settled) {
				if (this.#mayTake(shard, provider, now)) return shard;
				continue;
			}
			shard.queued = false;
			const last = this.#waiting.pop();
			if (last !== undefined && last !== shard) this.#waiting[place] = last;
		}
		return undefined;
	}

	#mayTake(shard: SimShard, provider: SimProvider, now: number): boolean {
		const { independent } = this.#policy;
		return (
			(this.#policy.mayCompute?.(provider, shard, now) ?? true) &&
			shard.results.every((result) => independent(result.provider, provider)) &&
			shard.leased.every((holder) => independent(holder, provider))
		);
	}

	#takeFresh(now: number): SimShard | undefined {
		const job = this.#freshJob();
		if (job === undefined) return undefined;
		job.startedAt ??= now;
		const shard = job.shards[job.fresh];
		job.fresh += 1;
		return shard;
	}

	/** The oldest job with shards that were never handed out; opens the next one when there is none. */
	#freshJob(): SimJob | undefined {
		const worked = this.#jobs.filter(({ undecided }) => undecided > 0);
		const job = worked.find(({ fresh, shards }) => fresh < shards.length);
		if (job !== undefined || worked.length >= openJobs) return job;
		const count = Math.min(this.#options.jobShards, this.#options.shards - this.#opened);
		if (count === 0) return undefined;
		this.#opened += count;
		const next = newJob(this.#made++, count, this.#policy.first);
		this.#jobs.push(next);
		return next;
	}
}
