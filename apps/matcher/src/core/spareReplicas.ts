/** A shard of a job near its end, with what is known of its leases. */
export interface SlowShard {
	readonly job: number;
	readonly index: number;
	/** When the newest of its leases was given, epoch ms: it is waited for before another one is. */
	readonly newestLeaseAt: number;
	/** How long that lease lasts, in ms. */
	readonly leaseMs: number;
	/** How long replicas of the job usually take from lease to submission, in ms; null if none has. */
	readonly usualMs: number | null;
	/** Replicas leased, submitted, agreed or disagreed; the policy's maxReplicas is the most. */
	readonly live: number;
	readonly maxLive: number;
	/** Providers that hold a live replica of it, and their wallets. */
	readonly providers: ReadonlySet<string>;
	readonly wallets: ReadonlySet<string>;
}

/** A provider with nothing to do. */
export interface IdleProvider {
	readonly providerId: string;
	readonly wallet: string | null;
}

/** When a shard counts as slow. */
export const slowRules = {
	/** Times as long as is usual in its job. */
	factor: 3,
	/** No sooner than this, in ms: below it a spare replica gains nothing. */
	floorMs: 2_000,
	/** No later than this part of its lease, also where nothing is known of the job's usual time. */
	ofLease: 0.5,
} as const;

/** How long a lease may last before its shard counts as slow, in ms. */
export function slowAfterMs({ leaseMs, usualMs }: Pick<SlowShard, "leaseMs" | "usualMs">): number {
	const ofLease = leaseMs * slowRules.ofLease;
	if (usualMs === null) return ofLease;
	return Math.min(ofLease, Math.max(slowRules.floorMs, usualMs * slowRules.factor));
}

/**
 * Which shards get a spare replica: those whose newest lease is slow, the longest waiting first, one
 * replica each, and only where an idle provider may take it, each for one shard. A spare is a replica
 * like any other: never more than maxReplicas in a shard, and paid if it agrees while the job runs, as
 * is the slow one. The escrow's worst case covers them.
 * @returns places in `shards`.
 */
export function spareReplicas(
	shards: readonly SlowShard[],
	idle: readonly IdleProvider[],
	now: number,
): number[] {
	const free = new Set(idle);
	const slow = [...shards.entries()]
		.filter(([, shard]) => shard.live < shard.maxLive)
		.filter(([, shard]) => now - shard.newestLeaseAt >= slowAfterMs(shard))
		.sort(([, a], [, b]) => a.newestLeaseAt - b.newestLeaseAt);
	const chosen: number[] = [];
	for (const [place, { providers, wallets }] of slow) {
		const taker = [...free].find(
			({ providerId, wallet }) =>
				!providers.has(providerId) && (wallet === null || !wallets.has(wallet)),
		);
		if (taker === undefined) continue;
		free.delete(taker);
		chosen.push(place);
	}
	return chosen;
}
