import type { Digest } from "@tabgrid/protocol";
import type { Announcements } from "../announcements.ts";
import type { BlobStore } from "../blobs/BlobStore.ts";
import { givingWay } from "../givingWay.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import {
	claimedShards,
	type Db,
	inlineBlobs,
	type JudgedShard,
	judgeShards,
	judgeTrusted,
	rejectSubmissions,
	type ShardToJudge,
	takeShardsToJudge,
} from "../store/index.ts";
import type { ClaimedShards } from "./ClaimedShards.ts";
import { compareShard, type ShardOutcome } from "./compareShard.ts";
import type { SpreadLog } from "./SpreadLog.ts";

export interface JudgingParts {
	readonly db: Db;
	readonly blobs: BlobStore;
	readonly announce: Announcements;
	readonly log: Logger;
	readonly metrics: Metrics;
	/** What submissions to this process have made ready. */
	readonly claimed: ClaimedShards;
	readonly spreads: SpreadLog;
}

/**
 * Shards claimed at once, and for how long: after a crash they are judged when the claim is over. As
 * many as a batch of submissions may make ready, since both take turns at the database.
 */
export const claim = { limit: 512, claimMs: 10_000 } as const;
/** How often others' shards are looked for while there are own ones, in ms. */
const othersMs = 1_000;
/** Outputs read ahead for one batch, in bytes; what is beyond is read when its turn comes. */
const mostAhead = 16 * 2 ** 20;

/** Judges all shards that have enough submissions, in small batches. Answers how many. */
export async function judgeSubmitted(parts: JudgingParts, signal: AbortSignal): Promise<number> {
	const { db } = parts;
	let judged = 0;
	while (!signal.aborted) {
		const shards = await nextShards(parts, judged);
		if (shards === null) break;
		const outputs = await readingAhead(parts, shards);
		const outcomes: ShardOutcome[] = [];
		const giveWay = givingWay();
		for (const shard of shards) {
			const done = parts.metrics.judgeDuration.startTimer();
			try {
				const { agreed, ...outcome } = await compareShard(shard, outputs);
				outcomes.push(outcome);
				if (agreed) parts.spreads.note(agreed);
			} catch (error) {
				// One shard that can't be compared doesn't hold up the others; its claim ends by itself.
				const { jobId, shardIndex } = shard;
				parts.log.error({ err: error, jobId, shardIndex }, "A shard could not be compared.");
			}
			done();
			// Comparing is work for the processor: sockets and requests get their turn in between, but not
			// after each small shard, which would leave judging far behind.
			await giveWay();
		}
		await reject(parts, outcomes);
		const judgements = outcomes.flatMap(({ judgement }) => judgement ?? []);
		const looks = outcomes.flatMap(({ look }) => look ?? []);
		await write(parts, [
			...(await judgeShards(db, judgements, Date.now())),
			...(await judgeTrusted(db, looks, Date.now())),
		]);
		judged += shards.length;
	}
	return judged;
}

/**
 * First what this process has claimed, then what others left; null when there is nothing more. After one's
 * own, others' are looked for now and then only: nearly always there are none.
 */
async function nextShards(
	{ db, claimed }: JudgingParts,
	judged: number,
): Promise<readonly ShardToJudge[] | null> {
	const own = claimed.take(claim.limit);
	if (own.length > 0) return claimedShards(db, own);
	const now = Date.now();
	if (judged > 0 && now - claimed.othersSeenAt < othersMs) return null;
	claimed.othersSeenAt = now;
	const left = await takeShardsToJudge(db, { ...claim, now });
	return left.length > 0 ? left : null;
}

/** Reads the outputs of these shards that the database holds in one go; others when they are asked for. */
async function readingAhead(
	{ db, blobs, claimed }: JudgingParts,
	shards: readonly ShardToJudge[],
): Promise<Pick<BlobStore, "read">> {
	const unread = new Set<Digest>();
	let bytes = 0;
	for (const { canonical, submitted } of shards) {
		// A canonical output has the size of those that are compared with it, as far as anyone knows.
		const size = Math.max(0, ...submitted.map(({ outputBytes }) => outputBytes));
		for (const { digest } of canonical === null ? submitted : [...submitted, canonical]) {
			if (bytes + size > mostAhead || unread.has(digest) || claimed.output(digest)) continue;
			unread.add(digest);
			bytes += size;
		}
	}
	const inline = unread.size === 0 ? new Map() : await inlineBlobs(db, [...unread]);
	return {
		read: async (digest) => claimed.output(digest) ?? inline.get(digest) ?? blobs.read(digest),
	};
}

async function write(parts: JudgingParts, judged: readonly JudgedShard[]): Promise<void> {
	if (judged.length === 0) return;
	for (const { state, verdicts, jobId, shardIndex } of judged) {
		parts.metrics.shards.inc({ outcome: state });
		for (const { state: verdict } of verdicts) parts.metrics.verdicts.inc({ verdict });
		const disagreed = verdicts.filter(({ state: verdict }) => verdict === "disagreed");
		if (disagreed.length > 0)
			parts.log.info({ jobId, shardIndex, disagreed }, "Replicas disagreed with the quorum.");
	}
	parts.announce.judged(judged);
	// A dispute asks for more replicas; a verified shard may have freed a provider.
	parts.announce.work();
}

async function reject(parts: JudgingParts, outcomes: readonly ShardOutcome[]): Promise<void> {
	const rejected = outcomes.flatMap((outcome) => outcome.rejected);
	if (rejected.length === 0) return;
	parts.log.warn({ rejected }, "Outputs could not be read; their replicas errored.");
	await rejectSubmissions(parts.db, rejected, Date.now());
	parts.announce.rejected(rejected);
	parts.metrics.verdicts.inc({ verdict: "errored" }, rejected.length);
	parts.announce.work();
}
