/** One provider that wants replicas. */
export interface AssignAsk {
	/** Who asks: two tabs of one browser ask as the same provider. */
	readonly provider: number;
	readonly wallet: string | null;
	readonly capacity: number;
	/** Kernels it accepts; empty for all. */
	readonly kernels: readonly string[];
	/** Largest model plus input, in bytes. */
	readonly maxBytes: number;
	/** Its block of addresses and its ring, where they tell anything: what it may be one with others by. */
	readonly origins: readonly string[];
	/** Whether it gets work of jobs with a trust policy, and of which models it gets none. */
	readonly trusted: boolean;
	readonly quarantined: ReadonlySet<string>;
	/** Whether it may check others' results, where a job asks that of its checkers (core/trust/checkers). */
	readonly checks: boolean;
	/** The backend that it computes on, where it told. */
	readonly backend?: string | undefined;
}

/** A job with open work. */
export interface AssignJob {
	readonly job: number;
	readonly kernel: string;
	readonly model: string;
	readonly modelBytes: number;
	/** Whether it has a trust policy: then its shards keep origins apart too. */
	readonly trusting: boolean;
	/** Whether established providers alone check its results. */
	readonly checkersOnly: boolean;
	/** The one backend that may compute it; any when left out. */
	readonly backend?: string | undefined;
	/** Replicas of it that are leased now. */
	readonly inFlight: number;
}

/** A shard that wants replicas, and who may not have one. */
export interface AssignShard {
	readonly job: number;
	readonly index: number;
	readonly bytes: number;
	/** How many replicas it wants. */
	readonly wanted: number;
	/** Providers that hold, held or just failed a replica of it. */
	readonly providers: ReadonlySet<number>;
	/** Wallets of the providers with a live replica of it. */
	readonly wallets: ReadonlySet<string>;
	/** Their origins. */
	readonly origins: ReadonlySet<string>;
	/** Whether somebody has answered it: who gets it checks that. */
	readonly answered: boolean;
}

/** One replica: places in `asks` and `shards`. */
export interface Assignment {
	readonly ask: number;
	readonly shard: number;
}

interface OpenShard {
	readonly place: number;
	readonly shard: AssignShard;
	wanted: number;
	readonly providers: Set<number>;
	readonly wallets: Set<string>;
	readonly origins: Set<string>;
}

interface OpenJob {
	readonly job: AssignJob;
	inFlight: number;
	open: OpenShard[];
}

const suits = (ask: AssignAsk, job: AssignJob) =>
	(ask.kernels.length === 0 || ask.kernels.includes(job.kernel)) &&
	(job.backend === undefined || job.backend === ask.backend) &&
	job.modelBytes < ask.maxBytes &&
	(!job.trusting || (ask.trusted && !ask.quarantined.has(job.model)));

/** Takes the first shard of the job that this provider may have; shards with no more to give go. */
function take(open: OpenJob, ask: AssignAsk): OpenShard | undefined {
	const place = open.open.findIndex(
		({ shard, providers, wallets, origins }) =>
			!providers.has(ask.provider) &&
			(ask.wallet === null || !wallets.has(ask.wallet)) &&
			!(open.job.trusting && ask.origins.some((origin) => origins.has(origin))) &&
			!(open.job.checkersOnly && shard.answered && !ask.checks) &&
			open.job.modelBytes + shard.bytes <= ask.maxBytes,
	);
	const found = open.open[place];
	if (found === undefined) return undefined;
	found.wanted -= 1;
	found.providers.add(ask.provider);
	if (ask.wallet !== null) found.wallets.add(ask.wallet);
	for (const origin of ask.origins) found.origins.add(origin);
	if (found.wanted === 0) open.open.splice(place, 1);
	open.inFlight += 1;
	return found;
}

/**
 * Deals replicas out. Providers take turns, one replica a turn, so that a large ask doesn't starve a
 * small one; each turn draws from the job with the fewest replicas in flight that has something for
 * the provider, the older job first among equals, so that a large job doesn't starve a small one.
 * Within a job, shards come in the order given. No shard is given twice to one provider or wallet, nor,
 * in a job with a trust policy, to one origin.
 *
 * @param jobs oldest first.
 * @param shards in the order in which they should be finished.
 */
export function assign(
	asks: readonly AssignAsk[],
	jobs: readonly AssignJob[],
	shards: readonly AssignShard[],
): Assignment[] {
	const byJob = new Map<number, OpenJob>(
		jobs.map((job) => [job.job, { job, inFlight: job.inFlight, open: [] }]),
	);
	for (const [place, shard] of shards.entries()) {
		if (shard.wanted < 1) continue;
		byJob.get(shard.job)?.open.push({
			place,
			shard,
			wanted: shard.wanted,
			providers: new Set(shard.providers),
			wallets: new Set(shard.wallets),
			origins: new Set(shard.origins),
		});
	}
	const assignments: Assignment[] = [];
	let turns = asks.map((ask, place) => ({
		ask,
		place,
		left: ask.capacity,
		jobs: [...byJob.values()].filter(({ job }) => suits(ask, job)),
	}));
	while (turns.length > 0) {
		for (const turn of turns) {
			let found: OpenShard | undefined;
			while (found === undefined && turn.jobs.length > 0) {
				const next = turn.jobs.reduce((a, b) => (b.inFlight < a.inFlight ? b : a));
				found = take(next, turn.ask);
				// What it can't have now it can't have later in this deal either.
				if (found === undefined) turn.jobs = turn.jobs.filter((job) => job !== next);
			}
			turn.left = found === undefined ? 0 : turn.left - 1;
			if (found !== undefined) assignments.push({ ask: turn.place, shard: found.place });
		}
		turns = turns.filter((turn) => turn.left > 0);
	}
	return assignments;
}
