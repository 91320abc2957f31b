import { isEstablished, resultOdds } from "./odds.ts";
import { type Originated, originsOf } from "./origins.ts";
import { checksAfter, type PassedChecks } from "./passedChecks.ts";
import type { TrustRecord } from "./trustRecord.ts";
import type { TrustRules } from "./trustRules.ts";
import { isTaken, type Weighing, weigh } from "./weigh.ts";

/** A result with what is known of its provider now. */
export interface KnownResult extends Originated {
	/** Its provider's record as it counts for the shard's model, decayed up to now. */
	readonly record: Pick<TrustRecord, "good" | "bad">;
	/** Whether its provider is established, by its whole record: then its word checks others. */
	readonly established: boolean;
	readonly passed: PassedChecks;
	/** Its place in its provider's sequence of results. */
	readonly sequence: number;
	/** See crowdOf. */
	readonly crowd: number;
}

/** Where a shard stands before it is weighed. */
export interface ShardStanding {
	/** Whether one result isn't enough any more. */
	readonly checked: boolean;
	/** Nobody else can be asked: it is decided now. */
	readonly cornered: boolean;
	/**
	 * Opened again after it was verified, and no result has come since: only what would let its job settle
	 * is taken, or it would be opened again at once.
	 */
	readonly awaitsCheck: boolean;
	/** Nothing of it was ever verified and another replica is allowed: it waits rather than fails. */
	readonly waits: boolean;
	/** Whether the grid has established providers enough to check the others (see hasCheckers). */
	readonly anyEstablished: boolean;
}

export type TrustedDecision =
	| { readonly kind: "taken"; readonly weighing: Weighing }
	/** Another result is needed. */
	| { readonly kind: "wanting"; readonly disputed: boolean }
	| { readonly kind: "failed" };

type Agree = (a: number, b: number) => boolean;
type Distance = (a: number, b: number) => number;

/** Weighs a shard's results by what is known of their providers now. */
export function weighShard(
	results: readonly KnownResult[],
	agree: Agree,
	distance?: Distance,
): Weighing {
	const origins = originsOf(results);
	return weigh(
		results.map(({ record, established, passed, sequence, crowd }, place) => ({
			origin: origins[place] ?? "",
			odds: resultOdds(record, checksAfter(passed, sequence), crowd),
			established,
		})),
		agree,
		distance,
	);
}

/**
 * Decides a shard by its results. Where nobody else may be asked, the job's client capped the replicas or
 * the grid has nobody left: then it takes what two origins that agree say for now, and otherwise fails, or
 * waits on where a provider to come may still decide it.
 */
export function decideShard(
	rules: TrustRules,
	results: readonly KnownResult[],
	{ agree, distance }: { readonly agree: Agree; readonly distance: Distance },
	{ checked, cornered, awaitsCheck, waits, anyEstablished }: ShardStanding,
): TrustedDecision {
	if (results.length === 0) return { kind: "wanting", disputed: false };
	const weighing = weighShard(results, agree, distance);
	const alone = !checked && results.some(({ record }) => isEstablished(rules, record));
	const settles = !awaitsCheck || weighing.odds >= rules.finalOdds;
	if (settles && isTaken(rules, weighing, { alone, anyEstablished })) {
		return { kind: "taken", weighing };
	}
	if (!cornered) return { kind: "wanting", disputed: weighing.disputed };
	const enough = weighing.supporters > 1 && weighing.odds >= rules.provisionalOdds;
	if (enough) return { kind: "taken", weighing };
	return waits ? { kind: "wanting", disputed: weighing.disputed } : { kind: "failed" };
}
