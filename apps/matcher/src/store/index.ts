/**
 * The store: state that matters, in Postgres. Each atomic transition is one function in one file; it
 * takes the time as `now` (epoch ms) and has committed when its promise resolves. Reads never change
 * anything. Throws TabgridError with the protocol's codes; database failures pass through.
 */
import type {
	Address,
	AskReply,
	Capabilities,
	Comparators,
	Digest,
	JobId,
	JobList,
	JobQuery,
	JobSpec,
	JobState,
	JobView,
	ManifestShard,
	Policy,
	ProviderId,
	ProviderSummary,
	ReplicaId,
	SessionKey,
	ShardMap,
	ShardState,
	ShardView,
	SpecHash,
	Stats,
	Submission,
	VoucherList,
	WireError,
} from "@tabgrid/protocol";
import type { z } from "zod";

// ---------------------------------------------------------------- database

/** Runs SQL. Parameters are $1…; pass batches as JSON text. bigint and numeric: see openStore. */
export interface Queries {
	query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}
/** A database: PGlite or Postgres. A transaction may be run again after a deadlock, so `tx` only. */
export interface Db extends Queries {
	readonly kind: "pglite" | "postgres";
	transaction<T>(run: (tx: Queries) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}
export type StoreLocation =
	| { readonly dataDir: string }
	| { readonly url: string; readonly maxConnections?: number }
	| { readonly memory: true };
/** Opens the database and brings its schema up to date. */
export declare function openStore(location: StoreLocation): Promise<Db>;

// ---------------------------------------------------------------- shapes

export type EpochMs = number;
/** A replica that is no longer its provider's: tell `instance` of `providerId` with `revoke`. */
export interface RevokedReplica {
	readonly replicaId: ReplicaId;
	readonly providerId: ProviderId;
	/** The tab that held it. */
	readonly instance: string;
	readonly jobId: JobId;
	readonly shardIndex: number;
}
/** Where a chain event stands. */
export interface EventPlace {
	readonly txHash: string;
	readonly logIndex: number;
	readonly blockNumber: bigint;
	readonly blockHash: string;
	/** The block's time, epoch ms. */
	readonly at: EpochMs;
}

// ---------------------------------------------------------------- jobs

export interface DraftJob {
	readonly jobId: JobId;
	readonly specHash: SpecHash;
	readonly spec: JobSpec;
	readonly modelBytes: number;
	/** The manifest's shards with the kernel's estimate for each. */
	readonly shards: readonly (ManifestShard & { readonly flop: number })[];
}
/** Registers a draft. Idempotent by job id. Applies a JobPosted event that came first. */
export declare function createDraft(
	db: Db,
	draft: DraftJob,
	context: { readonly operator: Address; readonly now: EpochMs },
): Promise<{ readonly created: boolean; readonly state: JobState; readonly reason: string | null }>;

/** funded → running. False when it wasn't funded. */
export declare function startJob(db: Db, jobId: JobId, now: EpochMs): Promise<boolean>;
/** Stops a job for its client: no more leases, leases aborted. Idempotent. */
export declare function cancelJob(
	db: Db,
	jobId: JobId,
	reason: string,
	now: EpochMs,
): Promise<{
	readonly state: JobState;
	/** All credits of the job: what a Release is signed for. */
	readonly earned: bigint;
	/** Whether the escrow holds money for it (a draft has none). */
	readonly escrowed: boolean;
	readonly revoked: readonly RevokedReplica[];
}>;
/** Running jobs whose shards are all final and judged → settling. */
export declare function finishJobs(
	db: Db,
	now: EpochMs,
): Promise<readonly { readonly jobId: JobId; readonly revoked: readonly RevokedReplica[] }[]>;
/** Past their deadline: drafts → expired; funded and running → settling with what was verified. */
export declare function expireJobs(
	db: Db,
	now: EpochMs,
): Promise<
	readonly {
		readonly jobId: JobId;
		readonly state: JobState;
		readonly revoked: readonly RevokedReplica[];
	}[]
>;
/** Keeps the result of a settling job; `artifact` null when no shard was verified. Idempotent. */
export declare function recordArtifact(
	db: Db,
	result: {
		readonly jobId: JobId;
		readonly resultRoot: string;
		readonly artifact: {
			readonly digest: Digest;
			readonly bytes: number;
			readonly mediaType: string;
			readonly fileName: string;
		} | null;
	},
	now: EpochMs,
): Promise<void>;

// ---------------------------------------------------------------- providers and replicas

/** Makes the provider known and its tab (`instance`) present. */
export declare function connectProvider(
	db: Db,
	provider: {
		readonly providerId: ProviderId;
		readonly sessionKey: SessionKey;
		readonly instance: string;
		readonly capabilities: Capabilities;
	},
	now: EpochMs,
): Promise<ProviderSummary>;
/** Presence: call every few seconds for all connected tabs. */
export declare function touchConnections(
	db: Db,
	instances: readonly string[],
	now: EpochMs,
): Promise<void>;
/** The tab is gone (after the grace): its leases return. */
export declare function abandonLeases(
	db: Db,
	tab: { readonly providerId: ProviderId; readonly instance: string },
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
/** Tabs not touched since `seenBefore` (a matcher died with them): as abandonLeases for each. */
export declare function abandonStaleConnections(
	db: Db,
	seenBefore: EpochMs,
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
/** After a reconnect: which of `holding` are still this provider's; its others return. */
export declare function adoptLeases(
	db: Db,
	tab: {
		readonly providerId: ProviderId;
		readonly instance: string;
		readonly holding: readonly ReplicaId[];
	},
	now: EpochMs,
): Promise<readonly ReplicaId[]>;

export interface LeaseAsk {
	readonly providerId: ProviderId;
	readonly instance: string;
	readonly capacity: number;
	readonly capabilities: Pick<Capabilities, "flopPerSecond" | "kernels" | "maxBytes">;
}
/** Leases replicas to many providers at once; answers in the order of `asks`. */
export declare function leaseReplicas(
	db: Db,
	asks: readonly LeaseAsk[],
	now: EpochMs,
): Promise<readonly AskReply[]>;

/** A submission whose attestation and output were checked and whose output is stored as a blob. */
export type VerifiedSubmission = Omit<z.infer<typeof Submission>, "output"> & {
	readonly providerId: ProviderId;
};
export type ReplicaResult =
	| {
			readonly replicaId: ReplicaId;
			readonly ok: true;
			readonly jobId: JobId;
			readonly shardIndex: number;
			/** The same message had been taken before. */
			readonly repeated: boolean;
	  }
	| { readonly replicaId: ReplicaId; readonly ok: false; readonly error: WireError };
/** Takes results in; answers in order. `ok` means committed. */
export declare function submitReplicas(
	db: Db,
	submissions: readonly VerifiedSubmission[],
	now: EpochMs,
): Promise<readonly ReplicaResult[]>;
/** leased → errored. Answers in order. */
export declare function failReplicas(
	db: Db,
	failures: readonly {
		readonly providerId: ProviderId;
		readonly replicaId: ReplicaId;
		readonly error: WireError;
	}[],
	now: EpochMs,
): Promise<readonly ReplicaResult[]>;
/** leased → aborted, given back unused. Answers those that were leased to the provider. */
export declare function releaseReplicas(
	db: Db,
	releases: readonly { readonly providerId: ProviderId; readonly replicaId: ReplicaId }[],
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
/** Leases past their time → expired; at most `limit` at once (call again while it is full). */
export declare function expireLeases(
	db: Db,
	now: EpochMs,
	limit?: number,
): Promise<readonly RevokedReplica[]>;

// ---------------------------------------------------------------- judging

export interface JudgeReplica {
	readonly replicaId: ReplicaId;
	readonly providerId: ProviderId;
	/** The provider's wallet now; null when none is linked. */
	readonly wallet: Address | null;
	readonly digest: Digest;
	readonly outputBytes: number;
}
export interface ShardToJudge {
	readonly jobId: JobId;
	readonly shardIndex: number;
	readonly kernel: string;
	readonly kernelVersion: number;
	readonly params: JobSpec["params"];
	readonly comparators: Comparators;
	readonly policy: Policy;
	/** Set when the shard is verified already: compare `submitted` with it alone. */
	readonly canonical: { readonly replicaId: ReplicaId; readonly digest: Digest } | null;
	/** Undecided submissions, oldest first. */
	readonly submitted: readonly JudgeReplica[];
}
/** Claims shards that have enough to be judged, for `claimMs`; other matchers pass them over. */
export declare function takeShardsToJudge(
	db: Db,
	options: { readonly limit: number; readonly claimMs: number; readonly now: EpochMs },
): Promise<readonly ShardToJudge[]>;

/** What core/judge decided about a shard. */
export type Judgement =
	| {
			readonly kind: "verified";
			readonly canonical: ReplicaId;
			readonly verdicts: readonly ReplicaVerdict[];
	  }
	/** Not enough agreement: `more` further owners could settle it. */
	| { readonly kind: "disputed"; readonly more: number };
export interface ReplicaVerdict {
	readonly replicaId: ReplicaId;
	readonly state: "agreed" | "disagreed";
	/** Distance from the canonical output in the comparator's units; null when not measurable. */
	readonly distance: number | null;
}
export interface ShardJudgement {
	readonly jobId: JobId;
	readonly shardIndex: number;
	/** The replicas that were looked at. */
	readonly considered: readonly ReplicaId[];
	readonly judgement: Judgement;
}
export interface JudgedShard {
	readonly jobId: JobId;
	readonly shardIndex: number;
	readonly state: ShardState;
	readonly verdicts: readonly {
		readonly replicaId: ReplicaId;
		readonly providerId: ProviderId;
		readonly state: "agreed" | "disagreed";
		readonly earned: bigint;
	}[];
}
/** Writes verdicts, credits and vouchers in one transaction. Idempotent. */
export declare function judgeShards(
	db: Db,
	judgements: readonly ShardJudgement[],
	now: EpochMs,
): Promise<readonly JudgedShard[]>;
/** An output that cannot be compared (its blob is lost or isn't a tensor bundle): errored. */
export declare function rejectSubmissions(
	db: Db,
	rejections: readonly { readonly replicaId: ReplicaId; readonly error: WireError }[],
	now: EpochMs,
): Promise<void>;

// ---------------------------------------------------------------- money

/** The wallet takes the provider's unlinked credits, now and from now on. */
export declare function linkWallet(
	db: Db,
	link: { readonly providerId: ProviderId; readonly wallet: Address; readonly issuedAt: EpochMs },
	now: EpochMs,
): Promise<ProviderSummary>;
export interface VoucherToSign {
	readonly jobId: JobId;
	readonly wallet: Address;
	readonly amount: bigint;
}
export declare function vouchersToSign(db: Queries, limit: number): Promise<VoucherToSign[]>;
export declare function storeVoucherSignatures(
	db: Db,
	signed: readonly (VoucherToSign & { readonly signature: `0x${string}` })[],
): Promise<void>;

// ---------------------------------------------------------------- chain

/** Ties the database to one chain and escrow; throws CONFLICT when it belongs to another. */
export declare function bindChain(
	db: Db,
	chain: { readonly chainId: number; readonly escrow: Address },
): Promise<void>;
export interface PostedEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly client: Address;
	readonly operator: Address;
	readonly specHash: SpecHash;
	readonly budget: bigint;
	readonly pricePerReplica: bigint;
	readonly shards: number;
	/** Unix seconds. */
	readonly deadline: number;
}
/** draft → funded, or → failed with a reason. `unknown`: kept until the draft comes. */
export declare function recordPosted(
	db: Db,
	event: PostedEvent,
	context: { readonly operator: Address; readonly now: EpochMs },
): Promise<{ readonly state: JobState | "unknown"; readonly reason: string | null }>;
export declare function recordToppedUp(
	db: Db,
	event: {
		readonly place: EventPlace;
		readonly jobId: JobId;
		readonly amount: bigint;
		readonly budget: bigint;
	},
): Promise<void>;
export declare function recordRedeemed(
	db: Db,
	event: {
		readonly place: EventPlace;
		readonly jobId: JobId;
		readonly provider: Address;
		readonly paid: bigint;
		readonly total: bigint;
	},
): Promise<void>;
export declare function recordSettled(
	db: Db,
	event: {
		readonly place: EventPlace;
		readonly jobId: JobId;
		readonly resultRoot: string;
		readonly earned: bigint;
		readonly refund: bigint;
	},
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
/** The client gave notice on chain: as cancelJob. */
export declare function recordCancelRequested(
	db: Db,
	event: {
		readonly place: EventPlace;
		readonly jobId: JobId;
		/** Unix seconds. */
		readonly effectiveAt: number;
	},
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
export declare function recordCancelled(
	db: Db,
	event: {
		readonly place: EventPlace;
		readonly jobId: JobId;
		readonly earned: bigint;
		readonly refund: bigint;
	},
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
export declare function recordExpired(
	db: Db,
	event: { readonly place: EventPlace; readonly jobId: JobId; readonly refund: bigint },
	now: EpochMs,
): Promise<readonly RevokedReplica[]>;
/** A reorganisation: events from this block on never happened. Forgets blocks from it on, too. */
export declare function rollbackChain(
	db: Db,
	fromBlock: bigint,
	now: EpochMs,
): Promise<{ readonly jobs: readonly JobId[]; readonly revoked: readonly RevokedReplica[] }>;
export interface ChainBlock {
	readonly blockNumber: bigint;
	readonly blockHash: string;
}
/** Remembers that all events up to this block are recorded. */
export declare function advanceCursor(db: Db, block: ChainBlock): Promise<void>;
/** The blocks the cursor stood at, newest first (256 at most): to find a reorganisation's start. */
export declare function recentBlocks(db: Queries): Promise<ChainBlock[]>;

// ---------------------------------------------------------------- blobs

export interface BlobRecord {
	readonly digest: Digest;
	readonly bytes: number;
}
export declare function recordBlobs(
	db: Db,
	blobs: readonly BlobRecord[],
	now: EpochMs,
): Promise<void>;
export declare function findBlobs(db: Queries, digests: readonly Digest[]): Promise<BlobRecord[]>;
/** Deletes the records of blobs that nothing refers to; the caller then deletes their bytes. */
export declare function forgetUnreferencedBlobs(
	db: Db,
	options: { readonly createdBefore: EpochMs; readonly limit: number },
): Promise<BlobRecord[]>;

// ---------------------------------------------------------------- reads

export declare function jobView(db: Queries, jobId: JobId): Promise<JobView | null>;
export declare function jobList(db: Queries, query: z.infer<typeof JobQuery>): Promise<JobList>;
export declare function jobsInState(db: Queries, state: JobState): Promise<JobId[]>;
export declare function shardMap(db: Queries, jobId: JobId): Promise<ShardMap | null>;
/** Shards changed since a cursor from an earlier call (null: from now on), as [index, letter]. */
export declare function changedShardsSince(
	db: Queries,
	jobId: JobId,
	cursor: string | null,
): Promise<{ readonly changed: [number, string][]; readonly cursor: string }>;
export declare function shardView(
	db: Queries,
	jobId: JobId,
	shardIndex: number,
): Promise<ShardView | null>;
export interface JobEvent {
	readonly id: number;
	readonly at: EpochMs;
	readonly kind: string;
	/** A sentence for a person. */
	readonly message: string;
}
export declare function jobEvents(
	db: Queries,
	jobId: JobId,
	options?: { readonly after?: number; readonly limit?: number },
): Promise<JobEvent[]>;
export declare function providerSummary(
	db: Queries,
	providerId: ProviderId,
): Promise<ProviderSummary | null>;
export declare function providerSummaries(
	db: Queries,
	providerIds: readonly ProviderId[],
): Promise<Map<ProviderId, ProviderSummary>>;
/** Signed vouchers of a wallet, newest job first. */
export declare function voucherList(db: Queries, wallet: Address): Promise<VoucherList>;
export declare function gridStats(db: Queries, now: EpochMs): Promise<Stats>;
/** Whether there is anything to lease. */
export declare function gridOpenWork(db: Queries): Promise<boolean>;
/** Where replicas belong, to check attestations before submitting. Unknown ids are left out. */
export declare function findReplicas(
	db: Queries,
	replicaIds: readonly ReplicaId[],
): Promise<RevokedReplica[]>;
/** Each shard in order, for merging and the result tree. */
export declare function canonicalOutputs(
	db: Queries,
	jobId: JobId,
): Promise<
	{
		readonly index: number;
		readonly items: number;
		readonly labels: readonly string[] | null;
		/** Null when the shard failed. */
		readonly digest: Digest | null;
		readonly replicaId: ReplicaId | null;
	}[]
>;
/**
 * Jobs whose escrow is open and ours to close by `settle`: settling ones with their result recorded,
 * failed ones (nothing earned), cancelled ones (the client may be faster with its release).
 */
export declare function escrowsToClose(db: Queries): Promise<
	{
		readonly jobId: JobId;
		readonly state: JobState;
		readonly earned: bigint;
		/** Null where there is no result: settle with 32 zero bytes. */
		readonly resultRoot: string | null;
		/** When the job stopped. */
		readonly since: EpochMs;
	}[]
>;
