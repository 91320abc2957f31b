import type { PolicyStanding } from "./network.ts";
import { policyFigures } from "./policyFigures.ts";
import {
	establishedAfter,
	fairShare,
	leastCheckChance,
	leastCheckers,
	type TrustPolicy,
} from "./trust.ts";

/** What {@link expectedExecutions} has to know of a job. */
export interface ExpectedJob {
	readonly shards: number;
	/** Floating-point operations of a shard. */
	readonly flopPerShard: number;
}

/** FLOP/s of a usual tab, and a usual round trip to the matcher in ms: what few leases it holds is by them. */
const usual = { speed: 3e10, roundTripMs: 60 } as const;
/** Checks of its last results that each provider needs before a job settles (`core/trust/lastChecks.ts`). */
const lastChecks = { fast: 2, balanced: 3 } as const;
/** Steps that a job is reckoned in. */
const mostSteps = 1_000;

/**
 * Executions of each verified shard that a job takes on a grid as it is, where nobody lies. By the rules of
 * docs/trust.md in expectation, shard after shard, with all providers equally fast:
 *
 * - Each result of a provider that isn't established is computed a second time. Both have then passed a
 *   check, or, once ten established providers do the checking, the newcomer has; with enough of them it is
 *   established.
 * - A result of an established one (without a stake) is checked with chance `least · dominance + 1 ÷ (passed + 1)`, where
 *   `dominance = max(1, share ÷ 0.05)` for its share of the job, here `1 ÷ providers`.
 * - What a provider holds when it becomes established is computed twice all the same: three leases, or as
 *   many short ones as cover its round trip to the matcher (`replicasAhead` of the runner).
 * - At the end each provider needs its last results checked; one check speaks for two providers.
 *
 * Never below what the simulator measured of established providers, and at most 2, as nobody lies.
 * *Paranoid* takes what was measured, whoever is there. Null where fewer than two providers are online:
 * alone, one can't be checked.
 */
export function expectedExecutions(
	policy: TrustPolicy,
	{ shards, flopPerShard }: ExpectedJob,
	{ established, newcomers, passed, missing }: PolicyStanding,
): number | null {
	const measured = policyFigures[policy].executions.usual;
	const providers = established + newcomers;
	if (providers < 2 || shards < 1) return null;
	if (policy === "paranoid") return measured;
	const least = leastCheckChance[policy] * Math.max(1, 1 / providers / fairShare);
	let old = established;
	let good = passed * established;
	let lacking = missing;
	let extra = newcomers * (leasesHeld(flopPerShard) / 2) + providers * (lastChecks[policy] / 2);
	const step = Math.max(1, shards / mostSteps);
	for (let done = 0; done < shards; done += step) {
		const now = Math.min(step, shards - done);
		const byNew = now * (1 - old / providers);
		const checked = (now - byNew) * Math.min(1, least + 1 / (good / Math.max(1, old) + 1));
		const checks = byNew + checked;
		extra += checks;
		const checkedByNew = old >= leastCheckers ? 0 : checks * (1 - old / providers);
		lacking -= byNew + checkedByNew;
		good += checked + (checks - checkedByNew);
		if (old < providers && lacking <= 0) {
			good += (providers - old) * establishedAfter[policy];
			old = providers;
		}
	}
	return Math.max(measured, 1 + Math.min(1, extra / shards));
}

/** Leases that a provider holds at a time, of shards of this many operations. */
function leasesHeld(flopPerShard: number): number {
	const shardMs = (flopPerShard / usual.speed) * 1_000;
	const ahead = Math.ceil(usual.roundTripMs / Math.max(shardMs, 0.5)) + 1;
	return 1 + Math.min(32, Math.max(2, ahead));
}
