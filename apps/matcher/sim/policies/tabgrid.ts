import { backOffMs } from "../../src/core/trust/backOff.ts";
import { isChecked, mayCompute } from "../../src/core/trust/checkers.ts";
import { admitsNewcomer } from "../../src/core/trust/crowd.ts";
import { isEstablished } from "../../src/core/trust/odds.ts";
import { withPassed } from "../../src/core/trust/passedChecks.ts";
import { checkChance, jobShare } from "../../src/core/trust/spotCheck.ts";
import {
	afterFailed,
	afterPassed,
	decayed,
	newcomer,
	suspensionMs,
} from "../../src/core/trust/trustRecord.ts";
import { isTaken, type Weighing, weigh } from "../../src/core/trust/weigh.ts";
import type { Decision, SimJob, SimPolicy, SimProvider, SimResult, SimShard } from "../model.ts";
import type { Random } from "../random.ts";
import { Canaries } from "./Canaries.ts";
import type { CanaryRules } from "./canary.ts";
import { FamilyTallies } from "./FamilyTallies.ts";
import { lightShards } from "./lightShards.ts";
import { Rings } from "./Rings.ts";
import { type Standing, Standings } from "./Standings.ts";

/** Tabgrid's own rule: the matcher's core, asked as the matcher asks it. */
export function tabgrid(
	name: string,
	rules: CanaryRules,
	random: Random,
	/** Uniform in [0, 1): whether a shard's first result is checked. */
	draw: (shard: SimShard) => number = random.float,
): SimPolicy {
	const standings = new Standings(rules);
	const families = new FamilyTallies(standings);
	const rings = new Rings(standings);
	const canaries = new Canaries(
		rules,
		random,
		standings,
		(shard, now) => weighShard(shard, now).odds,
	);
	const of = (provider: SimProvider) => standings.of(provider);

	function weighShard({ results }: SimShard, now: number): Weighing {
		return weigh(
			results.map((result) => standings.weighed(result, now)),
			(a, b) => results[a]?.answer === results[b]?.answer,
		);
	}

	const chanceOf = (provider: SimProvider, { agreed, agreedOf }: SimJob, now: number) =>
		checkChance(rules, {
			good: decayed(of(provider).record, now).good,
			price: 1,
			share: jobShare(agreedOf.get(provider) ?? 0, agreed),
			daysAway: 0,
			staked: provider.staked === true,
		});

	/** It delivered: a pause for leases that ended with nothing is over. */
	function answered(standing: Standing): void {
		standing.expired = 0;
		if (standing.paused) standing.suspendedUntil = 0;
		standing.paused = false;
	}

	/** It was found wrong: what it earned is gone. */
	function caught(standing: Standing, now: number): void {
		standings.setRecord(standing, afterFailed(standing.record, now));
		standing.passed = [];
		const until = now + suspensionMs(standing.record.bad);
		standing.suspendedUntil = Math.max(standing.suspendedUntil, until);
		standing.paused = false;
	}

	/** What hangs on its word is looked at again. */
	function lookBack(standing: Standing, now: number): SimShard[] {
		const again = standing.open.filter((shard) => {
			if (shard.job.settled || shard.taken === undefined) return false;
			return weighShard(shard, now).odds < rules.finalOdds;
		});
		standing.open = [];
		return again;
	}

	/** A result that counted as wrong was right after all. */
	function cleared(standing: Standing, now: number): void {
		const { bad, ...record } = standing.record;
		standings.setRecord(standing, { ...record, bad: Math.max(0, bad - 1) });
		if (!standing.paused) standing.suspendedUntil = now;
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
		holds: (shard, now) => weighShard(shard, now).odds >= rules.finalOdds,
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
		canary: (provider, now) => canaries.pick(provider, now),
		independent: (a, b) => a.owner !== b.owner && of(a).origin !== of(b).origin,
		onExpired(provider, now) {
			const standing = of(provider);
			standing.expired += 1;
			const until = now + backOffMs(standing.expired);
			if (until <= standing.suspendedUntil) return;
			standing.suspendedUntil = until;
			standing.paused = true;
		},
		mayCompute: (provider, { results }, now) =>
			mayCompute(of(provider).established, { results: results.length }, standings.hasCheckers(now)),
		decide(shard, now): Decision {
			const last = shard.results.at(-1);
			if (last !== undefined) answered(of(last.provider));
			const [first] = shard.results;
			if (first !== undefined && shard.results.length === 1 && !shard.checked) {
				const unproven = !isEstablished(rules, decayed(of(first.provider).record, now));
				shard.checked = unproven || draw(shard) < chanceOf(first.provider, shard.job, now);
			}
			const weighing = weighShard(shard, now);
			const canonical = shard.results[weighing.canonical];
			const standing = { alone: !shard.checked, anyEstablished: standings.hasCheckers(now) };
			return canonical !== undefined && isTaken(rules, weighing, standing)
				? { kind: "taken", canonical }
				: { kind: "wanting", more: 1 };
		},
		onTaken(shard, now) {
			const { taken, results } = shard;
			if (taken === undefined) return [];
			const wrong: Standing[] = [];
			const weighing = weighShard(shard, now);
			const confirmed = isChecked(weighing, standings.hasCheckers(now));
			if (confirmed) {
				families.tally(shard, taken);
				canaries.know(shard);
				const isWrong = ({ answer, checked }: SimResult) =>
					checked !== "failed" && answer !== taken.answer;
				const news = new Set(results.filter(isWrong));
				if (news.size > 0) rings.see(results, taken, news, weighing.odds);
			}
			for (const result of results) {
				const standing = of(result.provider);
				if (result.answer !== taken.answer) {
					if (result.checked === "failed") continue;
					result.checked = "failed";
					caught(standing, now);
					wrong.push(standing);
					for (const provider of families.forgiven(result)) forgive(provider, now);
					continue;
				}
				standing.open.push(shard);
				const before = result.checked;
				if (before === "failed") cleared(standing, now);
				if (before !== "failed" && (!confirmed || before === "passed")) continue;
				result.checked = "passed";
				if (before === "failed") continue;
				standings.setRecord(standing, afterPassed(standing.record, now));
				standing.passed = withPassed(standing.passed, result.sequence);
			}
			return wrong.flatMap((standing) => lookBack(standing, now));
		},
		close: (job, now) => lightShards(job, rules, (shard) => weighShard(shard, now)),
		knows(provider, now) {
			const { record, passed, suspendedUntil } = of(provider);
			const { good, bad } = decayed(record, now);
			return { good, bad, passed, suspendedUntil };
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
