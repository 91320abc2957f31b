import type { JobState, ReplicaState, ShardState } from "@tabgrid/protocol";
import type { Tone } from "@/components/Badge";

/** How each job state looks, and what it means in a sentence. */
export const jobStateView: Record<JobState, { tone: Tone; meaning: string }> = {
	draft: { tone: "neutral", meaning: "Registered, and waiting for its escrow transaction." },
	funded: { tone: "info", meaning: "Paid into escrow; shards wait for providers." },
	running: { tone: "info", meaning: "Providers are computing its shards." },
	settling: {
		tone: "info",
		meaning: "All shards are decided; the result and the money are being closed.",
	},
	settled: {
		tone: "accent",
		meaning: "Done: the result is ready, and the rest of the budget went back.",
	},
	cancelled: { tone: "neutral", meaning: "Stopped by its client." },
	expired: { tone: "warn", meaning: "Its deadline passed before it was done." },
	failed: { tone: "bad", meaning: "It could not be completed." },
};

/** The meaning of `settled` for a job that has no result to download. */
export const settledWithoutResult =
	"Settled without a result: what was verified is paid, and the rest of the budget went back.";

export const shardStateView: Record<ShardState, { tone: Tone; meaning: string }> = {
	pending: { tone: "neutral", meaning: "Waiting for a provider." },
	running: { tone: "info", meaning: "Providers hold leases on it, or its quorum isn't complete." },
	disputed: { tone: "warn", meaning: "Providers disagreed; more replicas decide." },
	verified: { tone: "accent", meaning: "Enough independent providers agreed." },
	failed: { tone: "bad", meaning: "No quorum agreed within the allowed replicas." },
};

export const replicaStateTone: Record<ReplicaState, Tone> = {
	leased: "info",
	submitted: "info",
	agreed: "accent",
	disagreed: "bad",
	errored: "warn",
	expired: "warn",
	aborted: "neutral",
};
