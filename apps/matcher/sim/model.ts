import type { Behaviour } from "./answers.ts";
import type { Escrow } from "./Escrow.ts";

/** What a provider does besides answering wrongly. */
export interface Tricks {
	/** Takes leases and returns nothing. */
	readonly stalls?: boolean;
	/** Sends two answers for each lease. */
	readonly equivocates?: boolean;
	/** Redeems its vouchers again, and older ones, and those of other jobs. */
	readonly replays?: boolean;
}

/** A simulated provider. Times in ms. */
export interface SimProvider {
	readonly id: number;
	readonly behaviour: Behaviour;
	/** Who owns it: one key or wallet. */
	readonly owner: number;
	/** Its block of addresses. */
	readonly block: number;
	/** Time it computes a shard of cost 1. */
	readonly speed: number;
	/** Its backend, WebGPU or WASM, and its family of it: adapter and driver. */
	readonly backend: "webgpu" | "wasm";
	readonly family: number;
	readonly tricks: Tricks;
	/** Whether enough is at stake for it to be checked less; nobody's in the scenarios. */
	readonly staked?: boolean;
	online: boolean;
	/** Results delivered, the past before the simulation included. */
	done: number;
	/** What it computes now. */
	work: SimShard | undefined;
}

/** One result of a shard. */
export interface SimResult {
	readonly provider: SimProvider;
	/** As the comparator sees it: results with the same answer agree. */
	readonly answer: number;
	/** Whether it is right, which nobody in the grid knows. */
	readonly right: boolean;
	/** Place in the provider's sequence of results. */
	readonly sequence: number;
	/** What its shard's last decision made of it. */
	verdict: "agreed" | "disagreed" | undefined;
	/** How the policy has counted its check. */
	checked: "passed" | "failed" | undefined;
}

export interface SimShard {
	readonly job: SimJob;
	readonly index: number;
	results: SimResult[];
	/** Providers that hold a lease of it. */
	leased: SimProvider[];
	/** Replicas to hand out now. */
	wanted: number;
	/** The result taken for now; undefined while undecided. */
	taken: SimResult | undefined;
	/** Whether a single result isn't enough any more. */
	checked: boolean;
	/** In the queue of shards that want more replicas. */
	queued: boolean;
}

export interface SimJob {
	readonly id: number;
	readonly shards: SimShard[];
	readonly escrow: Escrow;
	/** The first shard that was never handed out. */
	fresh: number;
	undecided: number;
	/** Results acknowledged so far. */
	acknowledged: number;
	/** Results with the verdict agreed, in all and by provider. */
	agreed: number;
	readonly agreedOf: Map<SimProvider, number>;
	/** Canaries leased so far. */
	canaries: number;
	settled: boolean;
	/** When its first shard was leased, ms; undefined before. */
	startedAt: number | undefined;
	/** When its decided shards may be settled; 0 while some are undecided. */
	maturesAt: number;
	/** Shards not yet found heavy enough to settle. */
	unsettled: SimShard[];
}

/** What a policy makes of a shard's results. */
export type Decision =
	| { readonly kind: "taken"; readonly canonical: SimResult }
	| { readonly kind: "wanting"; readonly more: number };

/** A provider's record (see TrustRecord), and until when it gets no work. */
export interface KnownStanding {
	readonly good: number;
	readonly bad: number;
	/** Places of the last results whose check it passed. */
	readonly passed: readonly number[];
	readonly suspendedUntil: number;
}

/** A rule of replication, as the simulated matcher asks it. */
export interface SimPolicy {
	readonly name: string;
	/** Replicas of a shard that are handed out at first. */
	readonly first: number;
	/** How long a job whose shards are all decided waits before it settles, ms. */
	readonly maturityMs: number;
	/** Whether the shard meets the policy, checked again when its job settles. */
	holds?(shard: SimShard, now: number): boolean;
	/** Gives a provider the standing that so many honest results before the simulation earned it. */
	season(provider: SimProvider, results: number): void;
	/** Whether the provider gets work at all now. */
	admits(provider: SimProvider, now: number): boolean;
	/** Whether the provider may compute this shard at all; all may by default. */
	mayCompute?(provider: SimProvider, shard: SimShard, now: number): boolean;
	/** Whether two providers may compute the same shard. */
	independent(a: SimProvider, b: SimProvider): boolean;
	/** A decided shard that the provider gets again, as a canary. */
	canary?(provider: SimProvider, now: number): SimShard | undefined;
	/** A lease that ended with nothing. */
	onExpired?(provider: SimProvider, now: number): void;
	/** A replica of it came in: is that enough? */
	decide(shard: SimShard, now: number): Decision;
	/**
	 * A shard was decided: move what is known of the providers. Returns decided shards of unsettled jobs
	 * that must be looked at again.
	 */
	onTaken(shard: SimShard, now: number): readonly SimShard[];
	/** Every shard of the job is decided: those that want one more replica before it may settle. */
	close(job: SimJob, now: number): readonly SimShard[];
	onSettled?(job: SimJob): void;
	/** What it knows of a provider, to be compared with what the store knows. */
	knows?(provider: SimProvider, now: number): KnownStanding;
}
