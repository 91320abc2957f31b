import type { AskReply, ReplicaId } from "@tabgrid/protocol";
import type { Metrics } from "../metrics.ts";
import {
	type Db,
	failReplicas,
	findReplicas,
	type LeaseAsk,
	leaseReplicas,
	type ReplicaResult,
	type RevokedReplica,
	submitReplicas,
	type VerifiedSubmission,
} from "../store/index.ts";
import { BatchQueue } from "./BatchQueue.ts";

type Failure = Parameters<typeof failReplicas>[1][number];

/** What providers send, gathered into few statements: see {@link BatchQueue}. */
export interface ProviderQueues {
	readonly asks: BatchQueue<LeaseAsk, AskReply>;
	/** Where the replicas of a submit belong; unknown ones are left out. */
	readonly places: BatchQueue<readonly ReplicaId[], ReadonlyMap<ReplicaId, RevokedReplica>>;
	readonly submissions: BatchQueue<VerifiedSubmission, ReplicaResult>;
	readonly failures: BatchQueue<Failure, ReplicaResult>;
	/** Resolves when all of them are empty. */
	idle(): Promise<void>;
}

/** Sizes: at most 256 asks, 64 messages or 1,000 replicas a statement, and ten seconds' worth waiting. */
export function createProviderQueues(
	db: Db,
	metrics: Metrics,
	{ minLeaseMs }: { readonly minLeaseMs: number },
): ProviderQueues {
	const observe = (queue: string) => (waiting: number, seconds: number) => {
		metrics.queue.set({ queue }, waiting);
		metrics.batchDuration.observe({ queue }, seconds);
	};
	const asks = new BatchQueue<LeaseAsk, AskReply>({
		run: (items) => leaseReplicas(db, items, Date.now(), minLeaseMs),
		maxBatch: 256,
		maxWaiting: 10_000,
		onBatch: observe("ask"),
	});
	const places = new BatchQueue<readonly ReplicaId[], ReadonlyMap<ReplicaId, RevokedReplica>>({
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
		run: (items) => submitReplicas(db, items, Date.now()),
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
		places,
		submissions,
		failures,
		async idle() {
			await Promise.all([asks.idle(), places.idle(), submissions.idle(), failures.idle()]);
		},
	};
}
