import { hasCheckers } from "../../src/core/trust/checkers.ts";
import { crowdOf } from "../../src/core/trust/crowd.ts";
import { isEstablished, resultOdds } from "../../src/core/trust/odds.ts";
import { checksAfter, type PassedChecks } from "../../src/core/trust/passedChecks.ts";
import { decayed, newcomer, type TrustRecord } from "../../src/core/trust/trustRecord.ts";
import type { TrustRules } from "../../src/core/trust/trustRules.ts";
import type { WeighedResult } from "../../src/core/trust/weigh.ts";
import type { SimProvider, SimResult, SimShard } from "../model.ts";

/** What the policy knows of a provider. */
export interface Standing {
	readonly provider: SimProvider;
	record: TrustRecord;
	established: boolean;
	passed: PassedChecks;
	/** Taken shards of unsettled jobs that it has a result in. */
	open: SimShard[];
	suspendedUntil: number;
	/** Whether it is suspended for nothing worse than leases that ended with nothing. */
	paused: boolean;
	/** Leases that ended with nothing since its last result. */
	expired: number;
	/** Its block of addresses, or the ring that it was found in. */
	origin: number | string;
	/** Whether it ever asked for work. */
	seen: boolean;
}

/** How old the count of established providers may be, ms. */
const countedEvery = 5_000;

/** How old a record may be that is weighed, ms: it loses one millionth of itself in an hour. */
const freshMs = 1_000;

/** The providers' standings under the matcher's core. */
export class Standings {
	readonly #rules: TrustRules;
	readonly #all = new Map<SimProvider, Standing>();
	/** Those that asked for work and aren't established, by address block. */
	readonly #newcomers = new Map<number, Set<Standing>>();
	#checkers = false;
	#countedAt = Number.NEGATIVE_INFINITY;

	constructor(rules: TrustRules) {
		this.#rules = rules;
	}

	/** Whether enough established providers are there to check the others. */
	hasCheckers(now: number): boolean {
		if (now - this.#countedAt < countedEvery) return this.#checkers;
		const origins = new Set<number | string>();
		for (const { established, provider, origin } of this.#all.values()) {
			if (established && provider.online) origins.add(origin);
		}
		this.#countedAt = now;
		this.#checkers = hasCheckers(origins.size);
		return this.#checkers;
	}

	of(provider: SimProvider): Standing {
		let standing = this.#all.get(provider);
		if (standing === undefined) {
			standing = {
				provider,
				record: newcomer(0),
				established: false,
				passed: [],
				open: [],
				suspendedUntil: 0,
				paused: false,
				expired: 0,
				origin: provider.block,
				seen: false,
			};
			this.#all.set(provider, standing);
		}
		return standing;
	}

	setRecord(standing: Standing, record: TrustRecord): void {
		const before = standing.established;
		standing.record = record;
		standing.established = isEstablished(this.#rules, record);
		if (before === standing.established) return;
		if (standing.seen) this.#count(standing);
	}

	/** It asks for work: from now on it counts among its block's newcomers, while it is one. */
	see(standing: Standing): void {
		if (standing.seen) return;
		standing.seen = true;
		this.#count(standing);
	}

	#count(standing: Standing): void {
		const { block } = standing.provider;
		const newcomers = this.#newcomers.get(block) ?? new Set();
		if (standing.established) newcomers.delete(standing);
		else newcomers.add(standing);
		this.#newcomers.set(block, newcomers);
	}

	/** Other newcomers of its block that hold a lease. */
	newcomersAtWork({ provider }: Standing): number {
		let count = 0;
		for (const other of this.#newcomers.get(provider.block) ?? []) {
			if (other.provider !== provider && other.provider.work !== undefined) count += 1;
		}
		return count;
	}

	weighed({ provider, sequence }: SimResult, now: number): WeighedResult {
		const standing = this.of(provider);
		if (standing.record.at < now - freshMs) this.setRecord(standing, decayed(standing.record, now));
		const { record, passed, origin, established } = standing;
		const newcomers = this.#newcomers.get(provider.block)?.size ?? 1;
		const crowd = crowdOf(established, newcomers);
		return { origin, established, odds: resultOdds(record, checksAfter(passed, sequence), crowd) };
	}
}
