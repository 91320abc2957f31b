import type { JobId } from "@tabgrid/protocol";
import type { Announcements } from "../announcements.ts";
import type { RecordedBlobs } from "../blobs/RecordedBlobs.ts";
import type { FailingRules } from "../core/failingJob.ts";
import type { Logger } from "../log.ts";
import { pause } from "../pause.ts";
import {
	closeTrusted,
	type Db,
	expireJobs,
	finishJobs,
	jobsInState,
	jobView,
	startJob,
	stopFailingJobs,
} from "../store/index.ts";
import { buildResult } from "./buildResult.ts";
import type { EscrowCloser } from "./EscrowCloser.ts";
import { retireUnknown } from "./retireUnknown.ts";

export interface AdvanceParts {
	readonly db: Db;
	readonly blobs: RecordedBlobs;
	readonly announce: Announcements;
	readonly closer: EscrowCloser;
	readonly failing: FailingRules;
	/** How long results that stand alone mature before their job settles, ms; the policy's time by default. */
	readonly maturityMs: number | undefined;
	readonly log: Logger;
}

/** How long work that was just opened is left to those who ask for it and answer at once, in ms. */
const leasesFirstMs = 100;

/**
 * Takes every job one step on, as far as it can go now: funded ones run, ones that fail everywhere are
 * stopped, ones past their deadline or with all shards final are settling, settling ones get their result, and escrows are closed. Each
 * step is a transition of the store, so whoever dies in between has lost nothing.
 */
export async function advanceJobs(parts: AdvanceParts, signal: AbortSignal): Promise<void> {
	// Who asks for work that was opened just now comes before what can wait for the next round.
	if (await startFunded(parts)) await pause(leasesFirstMs, signal);
	await stopExpired(parts);
	await stopFailing(parts);
	await stopFinished(parts);
	await closeTrusting(parts);
	await buildResults(parts, signal);
	await parts.closer.closeAll(signal);
}

/** Answers whether it opened any work. */
async function startFunded(parts: AdvanceParts): Promise<boolean> {
	const { db, announce, log } = parts;
	let opened = false;
	const funded = await jobsInState(db, "funded");
	// A draft may have waited for its money over an upgrade.
	if (funded.length > 0) await retireUnknown(parts, ["funded"]);
	for (const jobId of funded) {
		if (!(await startJob(db, jobId, Date.now()))) continue;
		log.info({ jobId }, "A job runs.");
		changed(announce, jobId);
		announce.work();
		opened = true;
	}
	return opened;
}

async function stopExpired({ db, announce, log }: AdvanceParts): Promise<void> {
	for (const { jobId, state, revoked } of await expireJobs(db, Date.now())) {
		log.info({ jobId, state }, "A job's deadline has passed.");
		announce.revoked(revoked, "The job's deadline has passed.");
		changed(announce, jobId);
	}
}

async function stopFailing({ db, announce, failing, log }: AdvanceParts): Promise<void> {
	for (const { jobId, reason, revoked } of await stopFailingJobs(db, failing, Date.now())) {
		log.warn({ jobId, reason }, "A job fails everywhere; it is stopped.");
		announce.revoked(revoked, "The job fails everywhere; it was stopped.");
		changed(announce, jobId);
	}
}

async function stopFinished({ db, announce, log }: AdvanceParts): Promise<void> {
	for (const { jobId, revoked } of await finishJobs(db, Date.now())) {
		log.info({ jobId }, "All shards of a job are decided; it is settling.");
		announce.revoked(revoked, "The job is done.");
		changed(announce, jobId);
	}
}

async function closeTrusting({ db, announce, maturityMs, log }: AdvanceParts): Promise<void> {
	for (const { jobId, checks, revoked, paid } of await closeTrusted(db, Date.now(), maturityMs)) {
		if (checks > 0) {
			log.info({ jobId, checks }, "Last checks are made before a job settles.");
			announce.work();
		} else {
			log.info({ jobId }, "All shards of a job are decided and sure enough; it is settling.");
			announce.revoked(revoked, "The job is done.");
			announce.paid(paid);
		}
		changed(announce, jobId);
	}
}

async function buildResults(parts: AdvanceParts, signal: AbortSignal): Promise<void> {
	const { db, blobs, announce, log } = parts;
	for (const jobId of await jobsInState(db, "settling")) {
		if (signal.aborted) return;
		const view = await jobView(db, jobId);
		if (view === null || view.resultRoot !== null) continue;
		try {
			const problem = await buildResult(db, blobs, jobId, view.spec);
			if (problem === null) log.info({ jobId }, "A job's result is merged.");
			else log.error({ jobId, problem }, "A job's outputs could not be merged; it is settled so.");
			changed(announce, jobId);
		} catch (err) {
			// One job's trouble (a full disk) is not another's: it is tried again in the next round.
			log.error({ err, jobId }, "A job's result could not be built; trying again.");
		}
	}
}

function changed(announce: Announcements, jobId: JobId): void {
	announce.jobChanged(jobId);
	announce.jobsChanged();
}
