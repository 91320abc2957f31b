import { setTimeout } from "node:timers/promises";
import type { Announcements } from "./announcements.ts";
import { collectBlobs } from "./blobs/collectBlobs.ts";
import type { RecordedBlobs } from "./blobs/RecordedBlobs.ts";
import type { Operator } from "./chain/Operator.ts";
import type { Stakes } from "./chain/Stakes.ts";
import type { Config } from "./config.ts";
import { failingRules } from "./core/failingJob.ts";
import type { ProviderHub } from "./gateway/ProviderHub.ts";
import type { ClaimedShards } from "./judging/ClaimedShards.ts";
import { judgeSubmitted } from "./judging/judgeSubmitted.ts";
import { SpreadLog } from "./judging/SpreadLog.ts";
import { signVouchers } from "./judging/signVouchers.ts";
import { Loop } from "./Loop.ts";
import { returnExpired, returnStale } from "./leasing/returnLeases.ts";
import { spareSlowShards } from "./leasing/spareSlowShards.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { advanceJobs } from "./settling/advanceJobs.ts";
import { EscrowCloser } from "./settling/EscrowCloser.ts";
import { StakeBurner } from "./settling/StakeBurner.ts";
import {
	type Db,
	extendLeases,
	maintainStore,
	recordHistory,
	recordPresence,
	touchConnections,
} from "./store/index.ts";
import { followUp, learnFromLies } from "./trusting.ts";

export interface LoopParts {
	readonly config: Config;
	readonly db: Db;
	readonly blobs: RecordedBlobs;
	readonly operator: Operator;
	/** Null where the grid takes no stakes. */
	readonly stakes: Stakes | null;
	readonly hub: ProviderHub;
	readonly announce: Announcements;
	readonly log: Logger;
	readonly metrics: Metrics;
	readonly claimed: ClaimedShards;
}

const presenceMs = 4_000;
/** Judging pokes after each of its batches; jobs and vouchers are looked after this often at most. */
const apartMs = 100;
/** Between two tables of the embedded database that are swept, for those who wait for it. */
const betweenSweepsMs = 200;
/** How often lies are looked for whose stakes are to be burned. */
const burningMs = 2_000;
/** How often the grid's history is looked after: as often as its cursor moves. */
const historyMs = 10_000;

/**
 * What the matcher does by itself, whoever asks: judge, sign vouchers, take jobs on, take leases
 * back, collect blobs, keep the history. Each finds its work in the store, so a restart goes on where the last one was.
 */
export function createLoops(parts: LoopParts) {
	const { config, db, blobs, operator, stakes, hub, announce, metrics, claimed } = parts;
	const log = parts.log.child({ part: "loops" });
	const startedAt = Date.now();
	// How long a tab may be unseen by any matcher before its leases return.
	const staleMs = config.disconnectGraceMs + 3 * presenceMs;
	const failing = { ...failingRules, networks: config.failingJobNetworks };
	const closer = new EscrowCloser(db, operator, log);

	const delayMs = config.trust.burnDelayMs;
	const burner = stakes && new StakeBurner({ db, stakes, delayMs, log, metrics });
	const spreads = new SpreadLog();

	const vouchers = new Loop("vouchers", { everyMs: 2_000, apartMs }, log, async (signal) => {
		await signVouchers(db, operator, announce, signal);
	});
	const jobs = new Loop("jobs", { everyMs: 1_000, apartMs }, log, (signal) =>
		advanceJobs(
			{ db, blobs, announce, closer, failing, log, maturityMs: config.trust.maturityMs },
			signal,
		),
	);
	const judging = new Loop("judging", { everyMs: 1_000 }, log, async (signal) => {
		const judged = await judgeSubmitted(
			{ db, blobs: blobs.bytes, announce, log, metrics, claimed, spreads },
			signal,
		);
		if (judged === 0) return;
		vouchers.poke();
		jobs.poke();
		trust.poke();
	});
	const trust = new Loop("trust", { everyMs: 1_000, apartMs }, log, () =>
		followUp({
			db,
			announce,
			log,
			patienceMs: config.trust.patienceMs,
			judge: () => judging.poke(),
		}),
	);
	const lies = new Loop("lies", { everyMs: 10_000 }, log, () => learnFromLies({ db, log }));
	const burning = new Loop("burning", { everyMs: burningMs, apartMs: 500 }, log, async (signal) => {
		if (await burner?.burnDue(signal)) burning.poke();
	});
	const presence = new Loop("presence", { everyMs: presenceMs }, log, () =>
		touchConnections(
			db,
			hub.sessions().map(({ session }) => session.instance),
			Date.now(),
		),
	);
	let extended = false;
	const leases = new Loop("leases", { everyMs: 1_000 }, log, async () => {
		// After a start, tabs get the time to come back before they count as late or gone.
		if (!extended) {
			const leases = await extendLeases(db, startedAt + staleMs);
			extended = true;
			if (leases > 0) log.info({ leases }, "Leases from before this start get more time.");
		}
		await returnExpired(db, announce, log);
		if (Date.now() - startedAt > staleMs) await returnStale(db, announce, log, staleMs);
		await spareSlowShards(db, hub, announce, log);
	});
	const collecting = new Loop("collecting", { everyMs: 60 * 60_000 }, log, async () => {
		await collectBlobs(db, blobs.bytes, log, Date.now());
	});
	const maintenance = new Loop("maintenance", { everyMs: 5 * 60_000 }, log, () =>
		maintainStore(db, () => setTimeout(betweenSweepsMs)),
	);
	const history = new Loop("history", { everyMs: historyMs }, log, async () => {
		await spreads.flush(db);
		await recordPresence(db, Date.now());
		if (await recordHistory(db, Date.now())) history.poke();
	});
	const all = [
		judging,
		trust,
		lies,
		vouchers,
		jobs,
		burning,
		presence,
		leases,
		collecting,
		history,
		maintenance,
	];
	return {
		start() {
			for (const loop of all) loop.start();
		},
		/** Submissions have made a shard ready to be judged. */
		submitted() {
			judging.poke();
		},
		/** A provider has a wallet now. */
		linked() {
			vouchers.poke();
		},
		/** The chain or a client moved a job. */
		jobsMoved() {
			jobs.poke();
			burning.poke();
		},
		async close() {
			await Promise.all(all.map((loop) => loop.close()));
		},
	};
}
