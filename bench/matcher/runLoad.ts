import { setTimeout as pause } from "node:timers/promises";
import type { BenchProvider } from "./BenchProvider.ts";
import type { LoadResult, ToClients } from "./messages.ts";

export type Load = Extract<ToClients, { kind: "load" }>;

/** How long a provider that got nothing waits before it asks again. */
const starvedMs = 20;

/**
 * Has all providers ask, attest and submit until the time is over. At a given pace a message that is
 * late counts from when it was due, so a stalled server can't hide behind clients that wait for it.
 */
export async function runLoad(
	providers: readonly BenchProvider[],
	batch: number,
	load: Load,
): Promise<LoadResult> {
	const result: LoadResult = {
		kind: "loaded",
		replicas: 0,
		refused: 0,
		refusal: null,
		starved: 0,
		cpuSeconds: 0,
		leaseMs: [],
		submitMs: [],
	};
	const from = performance.now() + load.warmupMs;
	const until = from + load.measureMs;
	const counts = (at: number) => at >= from && at < until;
	const one = async (provider: BenchProvider, place: number) => {
		const first = performance.now() + ((load.everyMs ?? 0) * place) / providers.length;
		for (let round = 0; performance.now() < until; round++) {
			const due = load.everyMs === null ? performance.now() : first + round * load.everyMs;
			if (due >= until) return;
			if (due > performance.now()) await pause(due - performance.now());
			const leases = await provider.ask(batch);
			const leased = performance.now();
			if (counts(leased)) result.leaseMs.push(leased - due);
			if (leases.length === 0) {
				if (counts(leased)) result.starved += 1;
				await pause(starvedMs);
				continue;
			}
			const submissions = provider.attest(leases);
			const sent = performance.now();
			const answers = await provider.submit(submissions);
			const acknowledged = performance.now();
			const refused = answers.find((answer) => !answer.ok);
			if (refused && !refused.ok) result.refusal ??= refused.error.message;
			if (!counts(acknowledged)) continue;
			result.submitMs.push(acknowledged - sent);
			const taken = answers.filter(({ ok }) => ok).length;
			result.replicas += taken;
			result.refused += answers.length - taken;
		}
	};
	const warm = setTimeout(() => {
		before = process.cpuUsage();
	}, load.warmupMs);
	let before = process.cpuUsage();
	await Promise.all(providers.map(one));
	clearTimeout(warm);
	const { user, system } = process.cpuUsage(before);
	return { ...result, cpuSeconds: (user + system) / 1e6 };
}
