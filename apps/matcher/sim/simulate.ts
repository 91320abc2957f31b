import TinyQueue from "tinyqueue";
import type { Ledger } from "./ledger.ts";
import type { SimJob, SimPolicy, SimProvider, SimShard } from "./model.ts";
import { createProviders } from "./population.ts";
import type { Random } from "./random.ts";
import type { Scenario } from "./scenarios.ts";
import { Twin, type TwinOptions } from "./Twin.ts";
import { resendAfter } from "./weather.ts";

export interface SimOptions extends TwinOptions {
	readonly providers: number;
}

/** Time that a shard takes on a usual device, ms, unless the scenario says otherwise. */
const usualShardMs = 10_000;
/** A lease ends after this many times the provider's own time for a shard, and some seconds. */
const leaseFactor = 4;
const leaseSlack = 5_000;
/** How long the matcher is away after a crash, and a provider when it is cut off, ms. */
const crashMs = 2_000;
const cutMs = 60_000;
/** A run that takes longer than this simulated time has a job that never ends. */
const mostMs = 90 * 86_400_000;

type Happening =
	| { readonly kind: "join" | "leave" | "ask"; readonly provider: SimProvider }
	| {
			readonly kind: "result" | "expiry";
			readonly provider: SimProvider;
			readonly shard: SimShard;
	  }
	| { readonly kind: "mature"; readonly job: SimJob }
	| { readonly kind: "crash" | "partition" };

interface Event {
	readonly at: number;
	readonly order: number;
	readonly what: Happening;
}

/**
 * One run of the grid under a policy: providers come and go, messages are late, lost and doubled, a
 * tenth of the grid is cut off, the matcher crashes, and jobs are computed until all are settled.
 * Everything follows from the seed behind `random`.
 * @throws BrokenInvariant when something happens that never may; also when a job doesn't end.
 */
export function simulate(
	scenario: Scenario,
	policy: SimPolicy,
	random: Random,
	options: SimOptions,
): Ledger {
	const { weather, shardMs = usualShardMs } = scenario;
	const events = new TinyQueue<Event>([], (a, b) => a.at - b.at || a.order - b.order);
	let order = 0;
	let now = 0;
	let matcherDown = 0;
	/** The result that was acknowledged last: a crash may take the acknowledgement with it. */
	let acknowledged: Happening | undefined;
	const cutUntil = new Map<SimProvider, number>();
	const idle = new Set<SimProvider>();
	const entering = createProviders(scenario, random, options.providers, shardMs);
	const schedule = (at: number, what: Happening) => events.push({ at, order: order++, what });
	const twin = new Twin(policy, random, options, {
		maturing: (job) => schedule(job.maturesAt, { kind: "mature", job }),
		leaseEnded(provider) {
			provider.work = undefined;
			schedule(now, { kind: "ask", provider });
		},
	});

	/** When a message sent at `time` arrives: late, sent again when lost, held by a cut or a crash. */
	function arrival(provider: SimProvider, time: number): number {
		let at = Math.max(time, cutUntil.get(provider) ?? 0);
		while (random.chance(weather.loss)) at += resendAfter;
		return Math.max(at, matcherDown) + random.exponential(weather.delay);
	}

	function ask(provider: SimProvider): void {
		if (!provider.online || provider.work !== undefined) return;
		if (now < matcherDown) {
			schedule(matcherDown, { kind: "ask", provider });
			return;
		}
		const shard = twin.lease(provider, now);
		idle.delete(provider);
		if (shard === undefined) {
			// To the end of those who wait for work.
			idle.add(provider);
			return;
		}
		provider.work = shard;
		const ends = now + provider.speed * leaseFactor + leaseSlack;
		schedule(ends, { kind: "expiry", provider, shard });
		if (provider.tricks.stalls === true) return;
		const computed =
			now + random.exponential(weather.delay) + provider.speed * (0.9 + random.float() / 5);
		const at = arrival(provider, computed);
		schedule(at, { kind: "result", provider, shard });
		// Whoever equivocates sends another answer for the same lease: the one that arrives first counts.
		if (provider.tricks.equivocates !== true && !random.chance(weather.duplicates)) return;
		schedule(at + random.exponential(weather.delay), { kind: "result", provider, shard });
	}

	function submit(provider: SimProvider, shard: SimShard): void {
		if (now < matcherDown) {
			schedule(matcherDown + resendAfter, { kind: "result", provider, shard });
			return;
		}
		const answer = provider.behaviour.answer(provider.done, now, random);
		if (!twin.submit(provider, shard, answer, now)) return;
		acknowledged = { kind: "result", provider, shard };
		provider.done += 1;
		provider.work = undefined;
		ask(provider);
	}

	function happen(what: Happening): void {
		switch (what.kind) {
			case "join":
				what.provider.online = true;
				schedule(now + random.exponential(weather.session), { ...what, kind: "leave" });
				ask(what.provider);
				return;
			case "leave":
				what.provider.online = false;
				idle.delete(what.provider);
				schedule(now + random.exponential(weather.absence), { ...what, kind: "join" });
				return;
			case "ask":
				ask(what.provider);
				return;
			case "result":
				submit(what.provider, what.shard);
				return;
			case "expiry":
				if (what.provider.work !== what.shard || !twin.expire(what.provider, what.shard, now))
					return;
				what.provider.work = undefined;
				ask(what.provider);
				return;
			case "mature":
				twin.close(what.job, now);
				return;
			case "crash":
				matcherDown = now + crashMs;
				if (acknowledged !== undefined) schedule(matcherDown + resendAfter, acknowledged);
				schedule(now + random.exponential(weather.crashes), what);
				return;
			case "partition":
				for (const { provider } of entering) {
					if (random.chance(0.1)) cutUntil.set(provider, now + cutMs);
				}
				schedule(now + random.exponential(weather.partitions), what);
		}
	}

	for (const { provider, joinsAt, past } of entering) {
		policy.season(provider, past);
		schedule(joinsAt + random.float() * shardMs, { kind: "join", provider });
	}
	schedule(random.exponential(weather.crashes), { kind: "crash" });
	schedule(random.exponential(weather.partitions), { kind: "partition" });
	while (!twin.finished) {
		const event = events.pop();
		if (event === undefined || event.at > mostMs) throw new Error("A job doesn't end.");
		now = event.at;
		happen(event.what);
		if (idle.size === 0 || !twin.hasWork) continue;
		for (const provider of [...idle].slice(0, 4)) ask(provider);
	}
	const there = weather.session / (weather.session + weather.absence);
	const perMs = entering.reduce(
		(sum, { provider }) => sum + (provider.behaviour.honest ? there / provider.speed : 0),
		0,
	);
	twin.ledger.idealMs = options.shards / perMs;
	return twin.ledger;
}
