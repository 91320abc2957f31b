import type { SimProvider, SimShard } from "../model.ts";
import type { Random } from "../random.ts";
import { type CanaryRules, isCanaryFor, wantsCanary } from "./canary.ts";
import type { Standings } from "./Standings.ts";

/** How many shards with known answers are kept, and how many are tried for a provider. */
const kept = 512;
const tried = 4;

/** The shards of running jobs whose answer is known, and which of them a provider gets again. */
export class Canaries {
	readonly #rules: CanaryRules;
	readonly #random: Random;
	readonly #standings: Standings;
	readonly #oddsOf: (shard: SimShard, now: number) => number;
	readonly #known: SimShard[] = [];

	constructor(
		rules: CanaryRules,
		random: Random,
		standings: Standings,
		oddsOf: (shard: SimShard, now: number) => number,
	) {
		this.#rules = rules;
		this.#random = random;
		this.#standings = standings;
		this.#oddsOf = oddsOf;
	}

	/** A shard was decided by results that confirm each other. */
	know(shard: SimShard): void {
		if (!this.#rules.canaryShare) return;
		if (this.#known.length < kept) this.#known.push(shard);
		else this.#known[this.#random.int(kept)] = shard;
	}

	/** The shard that the provider gets again now; mostly none. */
	pick(provider: SimProvider, now: number): SimShard | undefined {
		if (this.#known.length === 0) return undefined;
		const draw = this.#random.float();
		for (let turn = 0; turn < tried; turn++) {
			const place = this.#random.int(this.#known.length);
			const shard = this.#known[place];
			if (shard === undefined) return undefined;
			if (shard.job.settled || shard.taken === undefined) {
				const last = this.#known.pop();
				if (last !== undefined && place < this.#known.length) this.#known[place] = last;
				if (this.#known.length === 0) return undefined;
				continue;
			}
			const { acknowledged: delivered, canaries } = shard.job;
			if (!wantsCanary(this.#rules, { delivered, canaries }, draw)) return undefined;
			const holders = [...shard.results.map((result) => result.provider), ...shard.leased];
			const origins = new Set(holders.map((holder) => this.#standings.of(holder).origin));
			const { origin } = this.#standings.of(provider);
			if (isCanaryFor(this.#rules, { odds: this.#oddsOf(shard, now), origins }, origin))
				return shard;
		}
		return undefined;
	}
}
