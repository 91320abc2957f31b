import { backOffMs } from "../../src/core/trust/backOff.ts";
import { isChecked, mayCompute } from "../../src/core/trust/checkers.ts";
import { admitsNewcomer } from "../../src/core/trust/crowd.ts";
import { checksMissing } from "../../src/core/trust/odds.ts";
import { withPassed } from "../../src/core/trust/passedChecks.ts";
import { checkChance } from "../../src/core/trust/spotCheck.ts";
import {
	afterFailed,
	afterPassed,
	newcomer,
	suspensionMs,
} from "../../src/core/trust/trustRecord.ts";
import type { TrustRules } from "../../src/core/trust/trustRules.ts";
import { isTaken, type Weighing, weigh } from "../../src/core/trust/weigh.ts";
import type { Decision, SimPolicy, SimProvider, SimResult, SimShard } from "../model.ts";
import type { Random } from "../random.ts";
import { Canaries } from "./Canaries.ts";
import { FamilyTallies } from "./FamilyTallies.ts";
import { Rings } from "./Rings.ts";
import { Standings } from "./Standings.ts";

/** Tabgrid's own rule: the matcher's core, asked as the matcher asks it. */
export function tabgrid(name: string, rules: TrustRules, random: Random): SimPolicy {
	const standings = new Standings(rules);
	const families = new FamilyTallies(standings);
	const rings = new Rings(standings);
	const canaries = new Canaries(rules, random, standings, (shard) => weighShard(shard).odds);
	const of = (provider: SimProvider) => standings.of(provider);

	function weighShard({ results }: SimShard): Weighing {
		return weigh(
			results.map((result) => standings.weighed(result)),
			(a, b) => results[a]?.answer === results[b]?.answer,
		);
	}

	const chanceOf = (provider: SimProvider) =>
		checkChance(rules, {
			good: of(provider).record.good,
			price: 1,
			share: 0,
			daysAway: 0,
			staked: false,
		});

	/** It was found wrong: what it earned is gone, and what hangs on its word is looked at again. */
	function caught(provider: SimProvider, now: number): SimShard[] {
		const standing = of(provider);
		standings.setRecord(standing, afterFailed(standing.record, now));
		standing.passed = [];
		standing.suspendedUntil = now + suspensionMs(standing.record.bad);
		const again = standing.open.filter((shard) => {
			if (shard.job.settled || shard.taken === undefined) return false;
			return weighShard(shard).odds < rules.finalOdds;
		});
		standing.open = [];
		return again;
	}

	/** Its backend was at fault, not it. */
	function forgive(provider: SimProvider, now: number): void {
		const standing = of(provider);
		standings.setRecord(standing, newcomer(now));
		standing.suspendedUntil = now;
		rings.forget(provider);
	}

	return {
		name,
		first: 1,
		maturityMs: rules.maturityMs,
		holds: (shard) => weighShard(shard).odds >= rules.finalOdds,
		season(provider, results) {
			let good = Math.min(results, rules.establishedAfter);
			for (let at = good; at < results; at++) {
				good += Math.min(1, rules.leastCheck * 1.5 + rules.newcomerCheck / (good + 1));
			}
			standings.setRecord(of(provider), { good, bad: 0, at: 0 });
		},
		admits(provider, now) {
			const standing = of(provider);
			standings.see(standing);
			if (standing.suspendedUntil > now || families.isQuarantined(provider)) return false;
			return standing.established || admitsNewcomer(standings.newcomersAtWork(standing));
		},
		canary: (provider) => canaries.pick(provider),
		independent: (a, b) => a.owner !== b.owner && of(a).origin !== of(b).origin,
		onExpired(provider, now) {
			const standing = of(provider);
			standing.expired += 1;
			const until = now + backOffMs(standing.expired);
			standing.suspendedUntil = Math.max(standing.suspendedUntil, until);
		},
		mayCompute: (provider, { results }, now) =>
			mayCompute(of(provider).established, { results: results.length }, standings.hasCheckers(now)),
		decide(shard, now): Decision {
			const last = shard.results.at(-1);
			if (last !== undefined) of(last.provider).expired = 0;
			const [first] = shard.results;
			if (first !== undefined && shard.results.length === 1 && !shard.checked) {
				shard.checked = random.chance(chanceOf(first.provider));
			}
			const weighing = weighShard(shard);
			const canonical = shard.results[weighing.canonical];
			const standing = { alone: !shard.checked, anyEstablished: standings.hasCheckers(now) };
			return canonical !== undefined && isTaken(rules, weighing, standing)
				? { kind: "taken", canonical }
				: { kind: "wanting", more: 1 };
		},
		onTaken(shard, now) {
			const { taken, results } = shard;
			if (taken === undefined) return [];
			const again: SimShard[] = [];
			const weighing = weighShard(shard);
			const confirmed = isChecked(weighing, standings.hasCheckers(now));
			if (confirmed) {
				families.tally(shard, taken);
				canaries.know(shard);
				const isWrong = ({ answer, checked }: SimResult) => !checked && answer !== taken.answer;
				const wrong = new Set(results.filter(isWrong));
				if (wrong.size > 0) rings.see(results, taken, wrong, weighing.odds);
			}
			for (const result of results) {
				const standing = of(result.provider);
				if (result.answer !== taken.answer) {
					if (result.checked) continue;
					result.checked = true;
					again.push(...caught(result.provider, now));
					for (const provider of families.forgiven(result)) forgive(provider, now);
					continue;
				}
				standing.open.push(shard);
				if (!confirmed || result.checked) continue;
				result.checked = true;
				standings.setRecord(standing, afterPassed(standing.record, now));
				standing.passed = withPassed(standing.passed, result.sequence);
			}
			return again;
		},
		close(job) {
			const light: { shard: SimShard; odds: number; supporters: number }[] = [];
			for (const shard of job.unsettled) {
				const { odds, supporters } = weighShard(shard);
				if (odds < rules.finalOdds) light.push({ shard, odds, supporters });
			}
			job.unsettled = light.map(({ shard }) => shard);
			const again: SimShard[] = [];
			const byProvider = new Map<SimProvider, { shard: SimShard; odds: number; at: number }[]>();
			for (const { shard, odds, supporters } of light) {
				const { taken } = shard;
				if (taken === undefined || supporters !== 1) {
					again.push(shard);
					continue;
				}
				const list = byProvider.get(taken.provider) ?? [];
				list.push({ shard, odds, at: taken.sequence });
				byProvider.set(taken.provider, list);
			}
			// A check of a provider's last result speaks for all before it.
			for (const list of byProvider.values()) {
				list.sort((a, b) => b.at - a.at);
				const least = Math.min(...list.map(({ odds }) => odds));
				const checks = checksMissing(least, rules.finalOdds);
				again.push(...list.slice(0, checks).map(({ shard }) => shard));
			}
			return again;
		},
		onSettled(job) {
			const providers = new Set(
				job.shards.flatMap(({ results }) => results.map(({ provider }) => provider)),
			);
			for (const provider of providers) {
				const standing = of(provider);
				standing.open = standing.open.filter((shard) => !shard.job.settled);
			}
		},
	};
}
