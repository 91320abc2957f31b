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
	WalletSignature,
} from "./ids.ts";
import { KernelId } from "./jobSpec.ts";
import { limits } from "./limits.ts";
import { AmountText } from "./money.ts";
import { ProviderTrust } from "./trust.ts";

/**
 * The socket.io namespace of providers. Every client event is answered by an ack: {@link Ack}.
 *
 * hello → authenticate → (ask → submit | fail | release)*, with link at any time. The server sends
 * `work` when an idle provider should ask again, `revoke` when leases are void, `vouchers` and
 * `verdicts` as shards are judged.
 */
export const providerNamespace = "/provider";
/** Raised when a message changes in a way that an older provider cannot follow. */
export const protocolVersion = 1;

/** The answer to every event that a client sends. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: WireError };

/** An ack's schema for a payload. */
export const ackOf = <S extends z.ZodType>(data: S) =>
	z.discriminatedUnion("ok", [
		z.object({ ok: z.literal(true), data }),
		z.object({ ok: z.literal(false), error: WireError }),
	]);

/** `hello`: names the session key; answered with a challenge to sign. */
export const Hello = z.strictObject({ protocol: z.int(), sessionKey: SessionKey });
export type Hello = z.infer<typeof Hello>;
export const HelloReply = z.object({
	challenge: z.string().min(32).max(200),
	chainId: z.int().positive(),
	escrow: Address,
	/** The matcher's clock, so that a provider with a wrong one can tell. */
	now: EpochMs,
});
export type HelloReply = z.infer<typeof HelloReply>;

/** What a provider can do, as measured by its own calibration. */
export const Capabilities = z.strictObject({
	/** The backend it computes on. */
	backend: Backend,
	/** Adapter vendor and architecture as WebGPU reports them, or the number of WASM threads. */
	adapter: z.string().max(200),
	/** Whether the WebGPU adapter is software (slow). */
	softwareAdapter: z.boolean(),
	/** onnxruntime-web's version. */
	runtime: z.string().max(60),
	/** Speed in FLOP per second on the calibration graph; sets lease deadlines. */
	flopPerSecond: z.number().finite().positive().max(1e18),
	/** Kernels it accepts; empty for all. */
	kernels: z.array(KernelId).max(50),
	/** Largest model plus input it accepts, in bytes. */
	maxBytes: z.int().positive(),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** `authenticate`: the challenge signed by the session key (see challengeMessage), and capabilities. */
export const Authenticate = z.strictObject({
	signature: SessionSignature,
	capabilities: Capabilities,
	/** One tab of a browser, so that a reconnect takes its own leases over: random, per worker. */
	instance: z.uuid(),
	/** Replicas that this instance still holds from before a reconnect. */
	holding: z.array(ReplicaId).max(limits.leaseBatch),
});
export type Authenticate = z.infer<typeof Authenticate>;

/** What the matcher knows of a provider, over all its time. Amounts in minor units. */
export const ProviderSummary = z.object({
	providerId: ProviderId,
	wallet: Address.nullable(),
	replicas: z.object({
		submitted: z.int(),
		agreed: z.int(),
		disagreed: z.int(),
		errored: z.int(),
		expired: z.int(),
	}),
	/** Earned in all, and the part not linked to any wallet yet. */
	earned: AmountText,
	unlinked: AmountText,
	/** Agreed in jobs that haven't settled yet: earned when they do, unless it is found wrong before. */
	pending: AmountText,
	trust: ProviderTrust,
});
export type ProviderSummary = z.infer<typeof ProviderSummary>;

export const AuthenticateReply = z.object({
	provider: ProviderSummary,
	/** Of `holding`, the leases that are still this provider's. */
	stillLeased: z.array(ReplicaId),
});
export type AuthenticateReply = z.infer<typeof AuthenticateReply>;

/** What a provider needs to know of a job; sent once for all its leases in an answer. */
export const LeaseJob = z.object({
	jobId: JobId,
	title: z.string(),
	client: Address,
	kernel: KernelId,
	kernelVersion: z.int(),
	params: z.record(z.string(), z.json()),
	model: Digest,
	modelBytes: z.int().positive(),
	/** The one backend that may compute it, where the job is pinned to one. */
	backend: Backend.optional(),
	pricePerReplica: AmountText,
});
export type LeaseJob = z.infer<typeof LeaseJob>;

/** Bytes in a socket message: a browser receives an ArrayBuffer, Node a Buffer. */
export const Bytes = z
	.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)])
	.transform((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));

/** A time-limited right to compute one replica. */
export const Lease = z.object({
	replicaId: ReplicaId,
	jobId: JobId,
	shardIndex: ShardIndex,
	input: Digest,
	inputBytes: z.int().positive(),
	/** The input itself, where it is small: it needn't be fetched. */
	content: Bytes.optional(),
	/** How long the lease lasts from when it is received, in ms (independent of clocks). */
	leaseMs: z.int().positive(),
});
export type Lease = z.infer<typeof Lease>;

/** `ask`: capacity is how many replicas it wants now. */
export const Ask = z.strictObject({ capacity: z.int().min(1).max(limits.leaseBatch) });
export type Ask = z.infer<typeof Ask>;
export const AskReply = z.object({ jobs: z.array(LeaseJob), leases: z.array(Lease) });
export type AskReply = z.infer<typeof AskReply>;

/** Time in ms that each phase of a replica took. */
export const Timings = z.strictObject({
	/** Fetching the model and creating its session; 0 when the session was warm. */
	model: z.number().nonnegative(),
	/** Fetching the input. */
	input: z.number().nonnegative(),
	/** Preparing tensors. */
	prepare: z.number().nonnegative(),
	/** session.run and reading outputs back. */
	run: z.number().nonnegative(),
	/** Encoding, hashing and signing. */
	attest: z.number().nonnegative(),
});
export type Timings = z.infer<typeof Timings>;

/** A replica's result. `output` is inline up to limits.inlineResult; larger ones are PUT before. */
export const Submission = z.strictObject({
	replicaId: ReplicaId,
	digest: Digest,
	signature: SessionSignature,
	outputBytes: z.int().positive().max(limits.shardOutput),
	output: Bytes.optional(),
	backend: Backend,
	adapter: z.string().max(200),
	runtime: z.string().max(60),
	timings: Timings,
});
export type Submission = z.infer<typeof Submission>;

/** `submit`: results in a batch; each is answered by itself, in order. */
export const Submit = z.strictObject({
	submissions: z.array(Submission).min(1).max(limits.submitBatch),
});
export type Submit = z.infer<typeof Submit>;
export const SubmitReply = z.object({
	/** In the order sent. `ok` means stored for good: the matcher may die now and lose nothing. */
	results: z.array(
		z.discriminatedUnion("ok", [
			z.object({ replicaId: ReplicaId, ok: z.literal(true) }),
			z.object({ replicaId: ReplicaId, ok: z.literal(false), error: WireError }),
		]),
	),
});
export type SubmitReply = z.infer<typeof SubmitReply>;

/** `fail`: a replica that could not be computed. */
export const Fail = z.strictObject({ replicaId: ReplicaId, error: WireError });
export type Fail = z.infer<typeof Fail>;

/** `release`: leases given back unused (pause, closing the tab). */
export const Release = z.strictObject({
	replicaIds: z.array(ReplicaId).min(1).max(limits.leaseBatch),
});
export type Release = z.infer<typeof Release>;

/** `link`: a wallet's EIP-712 Link message (linkTypedData) naming this session key. */
export const Link = z.strictObject({
	wallet: Address,
	issuedAt: EpochMs,
	signature: WalletSignature,
});
export type Link = z.infer<typeof Link>;
export const LinkReply = z.object({ provider: ProviderSummary });
export type LinkReply = z.infer<typeof LinkReply>;

/** An operator-signed cumulative voucher. Amounts in minor units. */
export const Voucher = z.object({
	jobId: JobId,
	provider: Address,
	amount: AmountText,
	signature: WalletSignature,
	/** What the chain has paid of it so far. */
	redeemed: AmountText,
});
export type Voucher = z.infer<typeof Voucher>;

/** Server event `verdicts`: what became of this provider's replicas, with its new totals. */
export const Verdicts = z.object({
	verdicts: z.array(
		z.object({
			replicaId: ReplicaId,
			jobId: JobId,
			shardIndex: ShardIndex,
			state: z.enum(["agreed", "disagreed", "errored", "expired", "aborted"]),
			earned: AmountText,
			/** What it earns when its job settles. */
			pending: AmountText,
		}),
	),
	provider: ProviderSummary,
});
export type Verdicts = z.infer<typeof Verdicts>;

/** Server event `revoke`: these leases are void (the job ended, or the time is over). */
export const Revoke = z.object({
	replicaIds: z.array(ReplicaId),
	reason: z.string(),
});
export type Revoke = z.infer<typeof Revoke>;

/** Events that a provider sends, with socket.io's typing; wire payloads before parsing. */
export interface ProviderToMatcher {
	hello(message: Hello, ack: (reply: Ack<HelloReply>) => void): void;
	authenticate(message: Authenticate, ack: (reply: Ack<AuthenticateReply>) => void): void;
	ask(message: Ask, ack: (reply: Ack<AskReply>) => void): void;
	submit(message: z.input<typeof Submit>, ack: (reply: Ack<SubmitReply>) => void): void;
	fail(message: Fail, ack: (reply: Ack<null>) => void): void;
	release(message: Release, ack: (reply: Ack<null>) => void): void;
	link(message: z.input<typeof Link>, ack: (reply: Ack<LinkReply>) => void): void;
}

/** Events that the matcher sends to a provider. */
export interface MatcherToProvider {
	/** There is work: ask. */
	work(): void;
	revoke(message: Revoke): void;
	verdicts(message: Verdicts): void;
	vouchers(message: { vouchers: Voucher[] }): void;
}
