import { randomInt } from "node:crypto";
import { type AssignAsk, assign } from "../core/assign.ts";
import type { TrustRecord } from "../core/trust/trustRecord.ts";
import type { Queries } from "./db.ts";
import {
	findOpenShards,
	findShardsFor,
	type OpenJob,
	type OpenShard,
	type Seeker,
} from "./findOpenWork.ts";

/** Providers that are searched for one by one in a deal; others wait for their next ask. */
const mostSearches = 64;

/** An ask of a provider that is known. */
export interface KnownAsk extends AssignAsk, Seeker {
	/** Its place among the asks. */
	readonly place: number;
	/** What is known of it now. */
	readonly record: Pick<TrustRecord, "good" | "bad" | "at">;
}

/** One replica for one provider: not leased before it is inserted. */
export interface Grant {
	readonly ask: KnownAsk;
	readonly shard: OpenShard;
}

/** The shards as they are after the grants that were made before. */
function afterGrants(shards: readonly OpenShard[], grants: readonly Grant[]): OpenShard[] {
	const holders = new Map<string, KnownAsk[]>();
	for (const { ask, shard } of grants) {
		const place = `${shard.job}/${shard.index}`;
		holders.set(place, [...(holders.get(place) ?? []), ask]);
	}
	return shards.map((shard) => {
		const before = holders.get(`${shard.job}/${shard.index}`) ?? [];
		const wallets = before.flatMap(({ wallet }) => (wallet === null ? [] : [wallet]));
		return {
			...shard,
			wanted: shard.wanted - before.length,
			providers: new Set([...shard.providers, ...before.map(({ provider }) => provider)]),
			wallets: new Set([...shard.wallets, ...wallets]),
			origins: new Set([...shard.origins, ...before.flatMap(({ origins }) => origins)]),
		};
	});
}

/** In random order (Fisher and Yates). */
function shuffled<T>(items: readonly T[]): T[] {
	const order = [...items];
	for (let at = order.length - 1; at > 0; at--) {
		const other = randomInt(at + 1);
		const [a, b] = [order[at], order[other]];
		if (a === undefined || b === undefined) continue;
		order[at] = b;
		order[other] = a;
	}
	return order;
}

/**
 * Deals. Which provider gets which shard of a job with a trust policy is random, the most advanced shards
 * first: nobody can time its way to a shard that a friend has computed.
 */
function grantsOf(
	someAsks: readonly KnownAsk[],
	jobs: readonly OpenJob[],
	someShards: readonly OpenShard[],
): Grant[] {
	const trusting = jobs.some((job) => job.trusting);
	const asks = trusting ? shuffled(someAsks) : someAsks;
	const shards = trusting ? shuffled(someShards).sort((a, b) => b.live - a.live) : someShards;
	return assign(asks, jobs, shards).flatMap(({ ask, shard }) => {
		const to = asks[ask];
		const given = shards[shard];
		return to === undefined || given === undefined ? [] : [{ ask: to, shard: given }];
	});
}

/**
 * Deals open shards out: first from a window of each job's most advanced shards, which serves nearly
 * all; then, for providers that found too little there although a job has more, by a search for each.
 * The shards dealt are locked until the transaction ends.
 */
export async function dealReplicas(
	tx: Queries,
	asks: readonly KnownAsk[],
	jobs: readonly OpenJob[],
	now: number,
): Promise<Grant[]> {
	if (asks.length === 0 || jobs.length === 0) return [];
	const capacity = asks.reduce((sum, ask) => sum + ask.capacity, 0);
	const window = Math.min(capacity, Math.ceil((2 * capacity) / jobs.length) + 16);
	const { shards, more } = await findOpenShards(tx, jobs, asks, window, now);
	const grants = grantsOf(asks, jobs, shards);
	const given = new Map<number, number>();
	const granted = new Map<number, number>();
	for (const { ask, shard } of grants) {
		given.set(ask.place, (given.get(ask.place) ?? 0) + 1);
		granted.set(shard.job, (granted.get(shard.job) ?? 0) + 1);
	}
	const unserved = asks
		.map((ask) => ({ ...ask, capacity: ask.capacity - (given.get(ask.place) ?? 0) }))
		.filter((ask) => ask.capacity > 0)
		.slice(0, mostSearches);
	if (!more || unserved.length === 0) return grants;
	const found = afterGrants(await findShardsFor(tx, jobs, unserved, now), grants);
	const later = jobs.map((job) => ({
		...job,
		inFlight: job.inFlight + (granted.get(job.job) ?? 0),
	}));
	return [...grants, ...grantsOf(unserved, later, found)];
}
