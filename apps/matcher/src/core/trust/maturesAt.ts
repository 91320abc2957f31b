/** A job matures this long before its deadline at the latest, ms: checks and settlement take time. */
const beforeDeadlineMs = 60_000;

export interface DecidedJob {
	/** Its shards that stand on one result. */
	readonly alone: number;
	readonly startedAt: number;
	readonly deadlineAt: number;
}

/**
 * When a job whose shards are all decided now may settle: at once without lone results, else after
 * `maturityMs`, though never longer than it has worked. Waiting saves checks that the traffic of other jobs
 * makes meanwhile; what is still light then is checked by itself, so that a short wait costs checks, not
 * certainty. All times in ms since the epoch.
 */
export function maturesAt(
	{ alone, startedAt, deadlineAt }: DecidedJob,
	maturityMs: number,
	now: number,
): number {
	const wait = alone > 0 ? Math.min(maturityMs, Math.max(0, now - startedAt)) : 0;
	return Math.max(now, Math.min(now + wait, deadlineAt - beforeDeadlineMs));
}
