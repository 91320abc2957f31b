import { establishedAfter, leastCheckChance } from "@tabgrid/protocol";

/**
 * What a job's trust policy asks. Odds are natural logarithms of (chance of right ÷ chance of wrong);
 * an odds of 9.2 is one wrong in ten thousand.
 */
export interface TrustRules {
	/**
	 * How many passed checks, decayed, make a provider *established*: only an established provider's
	 * result is taken without a second one, and only they check others (see checkers).
	 */
	readonly establishedAfter: number;
	/** Odds at which undisputed results are taken for now; they are weighed again at settlement. */
	readonly provisionalOdds: number;
	/** Odds that a shard needs when results of it differ. */
	readonly disputeOdds: number;
	/** Odds that every shard needs before its job settles. */
	readonly finalOdds: number;
	/** The chance of a spot check that no provider without a stake gets below; 1 checks everything. */
	readonly leastCheck: number;
	/**
	 * How long a job with results that stand alone waits after its last one before it settles, ms. A
	 * provider that is caught meanwhile takes its unsettled results with it, and the checks it passes
	 * meanwhile speak for them.
	 */
	readonly maturityMs: number;
	/** Checks of new providers: the chance falls by this ÷ (passed checks + 1). */
	readonly newcomerCheck: number;
}

/**
 * The policies that a client chooses from. *Fast* settles at one wrong in a thousand of what the model
 * below expects, *balanced* at one in ten thousand; *paranoid* never takes a result alone and settles
 * at one in a million. The odds are what established providers' word comes to, at ln 99 each: one and a
 * later check, two (or one and two later checks), three.
 */
export const trustPolicies = {
	fast: {
		establishedAfter: establishedAfter.fast,
		provisionalOdds: 3.9,
		disputeOdds: 6.89,
		finalOdds: 6.89,
		leastCheck: leastCheckChance.fast,
		newcomerCheck: 1,
		maturityMs: 0,
	},
	balanced: {
		establishedAfter: establishedAfter.balanced,
		provisionalOdds: 4.3,
		disputeOdds: 9.19,
		finalOdds: 9.19,
		leastCheck: leastCheckChance.balanced,
		newcomerCheck: 1,
		maturityMs: 300_000,
	},
	paranoid: {
		// Established providers check; none stands alone, because every result is checked.
		establishedAfter: establishedAfter.paranoid,
		provisionalOdds: 4.3,
		disputeOdds: 13.78,
		finalOdds: 13.78,
		leastCheck: leastCheckChance.paranoid,
		newcomerCheck: 1,
		maturityMs: 0,
	},
} as const satisfies Record<string, TrustRules>;

export type TrustPolicyName = keyof typeof trustPolicies;

/**
 * The share of providers that the policies assume to be one colluding ring. It is the prior chance
 * that a newcomer cheats, and the chance that whoever checks a cheat is of its own ring.
 */
export const assumedRing = 0.1;
