import type { AskReply, ReplicaId } from "@tabgrid/protocol";
import type { ClaimedShards } from "../judging/ClaimedShards.ts";
import { claim } from "../judging/judgeSubmitted.ts";
import type { Metrics } from "../metrics.ts";
import {
	type Db,
	failReplicas,
	findReplicas,
	type LeaseAsk,
	leaseReplicas,
	type ReplicaResult,
	submitReplicas,
	type VerifiedSubmission,
} from "../store/index.ts";
import { BatchQueue } from "./BatchQueue.ts";
import { type LeasePlace, LeasePlaces } from "./LeasePlaces.ts";

type Failure = Parameters<typeof failReplicas>[1][number];

/** What providers send, gathered into few statements: see {@link BatchQueue}. */
export interface ProviderQueues {
	readonly asks: BatchQueue<LeaseAsk, AskReply>;
	/** Where the replicas of a submit belong; unknown ones are left out. */
	places(replicaIds: readonly ReplicaId[]): Promise<ReadonlyMap<ReplicaId, LeasePlace>>;
	readonly submissions: BatchQueue<VerifiedSubmission, ReplicaResult>;
	readonly failures: BatchQueue<Failure, ReplicaResult>;
	/** Resolves when all of them are empty. */
	idle(): Promise<void>;
}

/**
 * New work is told to all idle providers at once. Their asks come within some milliseconds: dealt together
 * each gets its part, where the first to ask would take all of it, and they are one statement.
 */
const callMs = 4;

/** Sizes: at most 256 asks, 64 messages or 1,000 replicas a statement, and ten seconds' worth waiting. */
export function createProviderQueues(
	db: Db,
	metrics: Metrics,
	claimed: ClaimedShards,
	{ minLeaseMs }: { readonly minLeaseMs: number },
): ProviderQueues {
	const leased = new LeasePlaces();
	const observe = (queue: string) => (waiting: number, seconds: number) => {
		metrics.queue.set({ queue }, waiting);
		metrics.batchDuration.observe({ queue }, seconds);
	};
	const asks = new BatchQueue<LeaseAsk, AskReply>({
		async run(items) {
			await claimed.room();
			const replies = await leaseReplicas(db, items, Date.now(), minLeaseMs);
			for (const [place, { providerId }] of items.entries())
				leased.add(providerId, replies[place] ?? { jobs: [], leases: [] });
			return replies;
		},
		maxBatch: 256,
		maxWaiting: 10_000,
		gatherMs: callMs,
		onBatch: observe("ask"),
	});
	const places = new BatchQueue<readonly ReplicaId[], ReadonlyMap<ReplicaId, LeasePlace>>({
		async run(messages) {
			const found = await findReplicas(db, messages.flat());
			const byId = new Map(found.map((replica) => [replica.replicaId, replica]));
			return messages.map(() => byId);
		},
		maxBatch: 64,
		maxWaiting: 10_000,
		onBatch: observe("place"),
	});
	const submissions = new BatchQueue<VerifiedSubmission, ReplicaResult>({
		async run(items) {
			const results = await submitReplicas(db, items, Date.now(), claim.claimMs);
			for (const [place, result] of results.entries()) {
				const item = items[place];
				if (!result.ok || item === undefined) continue;
				leased.forget(item.replicaId);
				if (item.output !== undefined) claimed.keepOutput(item.digest, item.output);
				if (result.claimed) claimed.add(result);
			}
			return results;
		},
		maxBatch: 1_000,
		maxWaiting: 50_000,
		onBatch: observe("submit"),
	});
	const failures = new BatchQueue<Failure, ReplicaResult>({
		run: (items) => failReplicas(db, items, Date.now()),
		maxBatch: 1_000,
		maxWaiting: 50_000,
		onBatch: observe("fail"),
	});
	return {
		asks,
		places: async (replicaIds) => leased.find(replicaIds) ?? places.add(replicaIds),
		submissions,
		failures,
		async idle() {
			await Promise.all([asks.idle(), places.idle(), submissions.idle(), failures.idle()]);
		},
	};
}
