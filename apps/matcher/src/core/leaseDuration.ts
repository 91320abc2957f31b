/** What one replica costs its provider, and how fast the provider is. */
export interface LeaseWork {
	/** Floating-point operations of the shard, as its kernel estimates. */
	readonly flop: number;
	/** The provider's speed in FLOP per second, as it measured itself. */
	readonly flopPerSecond: number;
	/** Bytes to fetch: the input, and the model when it is the first lease of its job here. */
	readonly bytes: number;
}

/** Bounds of a lease, in ms, and what is assumed of connections. */
export const leaseRules = {
	/** No lease is shorter: a session must be created and a tab may be throttled. */
	floorMs: 60_000,
	/** No lease is longer, however slow the provider says it is: a shard can't be held for ever. */
	ceilingMs: 60 * 60_000,
	/** How many times longer than estimated a replica may take: speeds are measured on another graph. */
	factor: 5,
	/** Bytes per second that any provider is expected to fetch. */
	bytesPerSecond: 250_000,
} as const;

/** Estimated time in ms to fetch and compute one replica, without any allowance. */
export function estimatedMs(work: LeaseWork): number {
	return 1000 * (work.flop / work.flopPerSecond + work.bytes / leaseRules.bytesPerSecond);
}

/**
 * How long a lease lasts, in whole ms: max(floor, factor × (flop ÷ speed + bytes ÷ rate + what is
 * ahead of it)), and never above the ceiling. `aheadMs` is the estimate of the leases in the same
 * answer before this one, because a provider computes them one after the other.
 */
export function leaseDuration(
	work: LeaseWork,
	aheadMs = 0,
	floorMs: number = leaseRules.floorMs,
): number {
	const wanted = leaseRules.factor * (aheadMs + estimatedMs(work));
	return Math.ceil(Math.min(leaseRules.ceilingMs, Math.max(floorMs, wanted)));
}
