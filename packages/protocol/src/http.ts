import { z } from "zod";
import { Backend } from "./backend.ts";
import { WireError } from "./errors.ts";
import {
	Address,
	Digest,
	EpochMs,
	JobId,
	ProviderId,
	ReplicaId,
	SessionKey,
	SessionSignature,
	ShardIndex,
	SpecHash,
	TxHash,
	WalletSignature,
} from "./ids.ts";
import { JobSpec, KernelId } from "./jobSpec.ts";
import { JobState, ReplicaState, ShardState } from "./lifecycle.ts";
import { AmountText } from "./money.ts";
import { Timings, Voucher } from "./providerSocket.ts";
import { Receipt } from "./receipts/receipt.ts";
import { JobTrust } from "./trust.ts";

/** Every error response: `{ error }`. */
export const ErrorBody = z.object({ error: WireError });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** GET /config: what a client needs before anything else. */
export const GridConfig = z.object({
	protocol: z.int(),
	version: z.string(),
	chainId: z.int(),
	escrow: Address,
	token: z.object({ address: Address, symbol: z.string(), decimals: z.int() }),
	/** The ProviderStakes contract of this escrow; null where the grid takes no stakes. */
	stakes: Address.nullable(),
	/** The address that must stand as operator in the escrow's terms. */
	operator: Address,
	/** A local devnet: burner wallets and the faucet are offered. */
	devnet: z.boolean(),
	/** Whether POST /redemptions pays the gas of redeeming vouchers. */
	relaysRedemptions: z.boolean(),
	/** Smallest price of a replica, in minor units. */
	minPricePerReplica: AmountText,
	/** Deadlines must lie at least this far ahead, in seconds. */
	minDeadlineSeconds: z.int(),
});
export type GridConfig = z.infer<typeof GridConfig>;

/** GET /kernels: the catalogue as served, with the built-in models' blobs. */
export const KernelView = z.object({
	id: KernelId,
	version: z.int(),
	title: z.string(),
	summary: z.string(),
	/** The built-in model, or null where the client brings one. */
	model: z.object({ digest: Digest, bytes: z.int() }).nullable(),
});
export const KernelList = z.object({ kernels: z.array(KernelView) });
export type KernelList = z.infer<typeof KernelList>;

/** PUT /blobs/:sha256 answers this; 201 when new, 200 when it was there. */
export const BlobStored = z.object({ digest: Digest, bytes: z.int() });
/** POST /blobs/missing: which of these are not stored yet (so that uploads resume). */
export const MissingBlobsRequest = z.strictObject({ digests: z.array(Digest).min(1).max(5_000) });
export const MissingBlobsReply = z.object({ missing: z.array(Digest) });

/** POST /jobs: registers a draft after checking spec, manifest and blobs. Idempotent by job id. */
export const CreateJobRequest = z.strictObject({ spec: JobSpec });
export const CreateJobReply = z.object({
	jobId: JobId,
	specHash: SpecHash,
	/** What to post to the escrow; `budget` is the worst case. */
	terms: z.object({
		specHash: SpecHash,
		operator: Address,
		deadline: z.int(),
		shards: z.int(),
		pricePerReplica: AmountText,
		budget: AmountText,
	}),
	expectedCost: AmountText,
});
export type CreateJobReply = z.infer<typeof CreateJobReply>;

/** Number of shards in each state. */
export const ShardCounts = z.object({
	pending: z.int(),
	running: z.int(),
	disputed: z.int(),
	verified: z.int(),
	failed: z.int(),
});
export type ShardCounts = z.infer<typeof ShardCounts>;

/** A job in a list. Money in minor units; times in epoch ms. */
export const JobSummary = z.object({
	jobId: JobId,
	title: z.string(),
	kernel: KernelId,
	client: Address,
	state: JobState,
	shards: ShardCounts,
	shardTotal: z.int(),
	createdAt: EpochMs,
	postedAt: EpochMs.nullable(),
	finishedAt: EpochMs.nullable(),
	escrowed: AmountText,
	/** What providers have earned so far (vouchers), redeemed or not. */
	earned: AmountText,
	refunded: AmountText,
});
export type JobSummary = z.infer<typeof JobSummary>;

/** GET /jobs: newest first; pass `next` as `cursor` for more. */
export const JobQuery = z.object({
	client: Address.optional(),
	state: JobState.optional(),
	/** A part of the title, the kernel's name, or how a job id or a client's address begins. */
	q: z
		.string()
		.max(120)
		.regex(/^\P{Cc}*$/u, "A search has no control characters.")
		.optional(),
	cursor: z.string().max(200).optional(),
	limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const JobList = z.object({ jobs: z.array(JobSummary), next: z.string().nullable() });
export type JobList = z.infer<typeof JobList>;

/** GET /jobs/:id */
export const JobView = JobSummary.extend({
	spec: JobSpec,
	specHash: SpecHash,
	replicas: z.object({
		leased: z.int(),
		submitted: z.int(),
		agreed: z.int(),
		disagreed: z.int(),
		errored: z.int(),
		expired: z.int(),
		aborted: z.int(),
	}),
	/** Distinct providers whose replicas agreed. */
	providers: z.int(),
	/** Agreed replicas by backend. */
	backends: z.object({ webgpu: z.int(), wasm: z.int() }),
	/** What the chain has paid out of this job's escrow so far. */
	redeemed: AmountText,
	txs: z.array(z.object({ event: z.string(), hash: TxHash, at: EpochMs })),
	resultRoot: z.string().nullable(),
	artifact: z
		.object({
			digest: Digest,
			bytes: z.int(),
			mediaType: z.string(),
			fileName: z.string(),
		})
		.nullable(),
	/** Why the job failed or was stopped, in a sentence. */
	reason: z.string().nullable(),
	/** Null for a job that takes a fixed quorum. */
	trust: JobTrust.nullable(),
});
export type JobView = z.infer<typeof JobView>;

/** GET /jobs/:id/shards: states of all shards in order, one letter each (see shardLetters). */
export const ShardMap = z.object({ jobId: JobId, states: z.string() });
export type ShardMap = z.infer<typeof ShardMap>;

/** One replica with its evidence. */
export const ReplicaView = z.object({
	replicaId: ReplicaId,
	providerId: ProviderId,
	sessionKey: SessionKey,
	wallet: Address.nullable(),
	state: ReplicaState,
	leasedAt: EpochMs,
	submittedAt: EpochMs.nullable(),
	digest: Digest.nullable(),
	signature: SessionSignature.nullable(),
	backend: Backend.nullable(),
	adapter: z.string().nullable(),
	runtime: z.string().nullable(),
	timings: Timings.nullable(),
	/**
	 * Distance from the canonical result as its comparator measures it; null before the verdict. In a job
	 * with a trust policy digest, signature and distance are null while the shard may be given to
	 * another provider, who could copy the answer.
	 */
	distance: z.number().nullable(),
	error: WireError.nullable(),
});
export type ReplicaView = z.infer<typeof ReplicaView>;

/** GET /jobs/:id/shards/:index */
export const ShardView = z.object({
	jobId: JobId,
	shardIndex: ShardIndex,
	state: ShardState,
	input: Digest,
	labels: z.array(z.string()).nullable(),
	canonical: Digest.nullable(),
	/** Whether the lot fell on its first result: another provider checks it. */
	spotCheck: z.boolean(),
	/** How often it was verified and then given to another provider again. */
	reopened: z.int(),
	replicas: z.array(ReplicaView),
});
export type ShardView = z.infer<typeof ShardView>;

/** GET /jobs/:id/receipts: in the order of the shards; pass `next` as `after` for more. */
export const ReceiptQuery = z.object({
	after: z.coerce.number().int().nonnegative().optional(),
	limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const ReceiptList = z.object({
	receipts: z.array(Receipt),
	next: z.int().nullable(),
	/** Whether the job has ended, so that no receipt will be added. */
	complete: z.boolean(),
});
export type ReceiptList = z.infer<typeof ReceiptList>;

/** GET /jobs/:id/receipts/file: `compressed` asks for a gzip file. */
export const ReceiptsFileQuery = z.object({ compressed: z.enum(["true", "false"]).optional() });

/** GET /jobs/:id/events: what happened, oldest first; pass the last `id` as `after` for more. */
export const JobEventQuery = z.object({
	after: z.coerce.number().int().nonnegative().optional(),
	limit: z.coerce.number().int().min(1).max(500).default(200),
});
export const JobEventList = z.object({
	events: z.array(
		z.object({
			id: z.int(),
			at: EpochMs,
			kind: z.string(),
			/** A sentence for a person. */
			message: z.string(),
		}),
	),
});
export type JobEventList = z.infer<typeof JobEventList>;

/** POST /jobs/:id/cancel: the client's EIP-712 Cancel. A draft is dropped; a funded job is stopped. */
export const CancelRequest = z.strictObject({ issuedAt: EpochMs, signature: WalletSignature });
export const CancelReply = z.object({
	state: JobState,
	/** The operator's consent for JobEscrow.release; null for a draft. */
	release: z.object({ earned: AmountText, signature: WalletSignature }).nullable(),
});
export type CancelReply = z.infer<typeof CancelReply>;

/** GET /vouchers?wallet=0x… */
export const VoucherList = z.object({
	vouchers: z.array(Voucher.extend({ title: z.string(), jobState: JobState })),
});
export type VoucherList = z.infer<typeof VoucherList>;

/** GET /stats: the grid now. */
export const Stats = z.object({
	providersOnline: z.int(),
	backends: z.object({ webgpu: z.int(), wasm: z.int() }),
	jobs: z.object({ running: z.int(), settled: z.int(), total: z.int() }),
	shards: z.object({ verified: z.int(), verifiedLastMinute: z.int() }),
	replicas: z.object({ agreed: z.int(), disagreed: z.int() }),
	/** Earned by providers in all, and escrowed in open jobs; minor units. */
	earned: AmountText,
	escrowed: AmountText,
});
export type Stats = z.infer<typeof Stats>;

/** POST /faucet (devnet only): sends gas money and tokens to an address. */
export const FaucetRequest = z.strictObject({ address: Address });
export const FaucetReply = z.object({ token: AmountText, wei: AmountText, txs: z.array(TxHash) });

/** GET /healthz */
export const Health = z.object({
	ok: z.boolean(),
	database: z.boolean(),
	chain: z.boolean(),
	blobs: z.boolean(),
});
