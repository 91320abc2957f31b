import { z } from "zod";
import { Backend } from "./backend.ts";
import { Comparators } from "./comparator.ts";
import { Address, Digest } from "./ids.ts";
import { AmountText } from "./money.ts";
import { leastReplicasWithTrust, TrustPolicy } from "./trust.ts";

export const maxShards = 100_000;

/** The kernel's name, as in the catalogue of packages/kernels. */
export const KernelId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export type KernelId = z.infer<typeof KernelId>;

/** How many providers must agree on a shard, and how many may be asked before it fails. */
export const Policy = z
	.object({
		/** Agreeing replicas that make a shard verified. */
		quorum: z.int().min(1).max(5),
		/** Replicas handed out at most, those that errored or expired not counted. */
		maxReplicas: z.int().min(1).max(10),
		/**
		 * How sure results must be, by what is known of their providers: then this decides, not the
		 * quorum. Left out, every shard takes the quorum.
		 */
		trust: TrustPolicy.optional(),
	})
	.refine((policy) => policy.maxReplicas >= policy.quorum, "maxReplicas is at least quorum.")
	.refine(
		({ trust, maxReplicas }) => trust === undefined || maxReplicas >= leastReplicasWithTrust,
		`With a trust policy, maxReplicas is at least ${leastReplicasWithTrust}: a dispute needs a third.`,
	);
export type Policy = z.infer<typeof Policy>;

/**
 * What a client pays for. Hashed as canonical JSON; everything that decides the result stands here
 * or in a blob whose digest stands here. Amounts and hashes stay text so that hashing is exact.
 */
export const JobSpec = z.strictObject({
	version: z.literal(1),
	chainId: z.int().positive(),
	escrow: Address,
	client: Address,
	/** 16 random bytes in hex: lets a client post the same work twice. */
	nonce: z.string().regex(/^[0-9a-f]{32}$/),
	title: z.string().min(1).max(120),
	kernel: KernelId,
	/** The kernel's version; a kernel whose results change gets a new one. */
	kernelVersion: z.int().positive(),
	/** SHA-256 of the ONNX model's bytes. */
	model: Digest,
	/** The kernel's own parameters, checked by the kernel's schema. */
	params: z.record(z.string(), z.json()),
	/** SHA-256 of the canonical JSON of the {@link Manifest}. */
	manifest: Digest,
	/** Number of shards in the manifest. */
	shards: z.int().min(1).max(maxShards),
	comparators: Comparators,
	/**
	 * The one backend that may compute it, where backends disagree about the model by more than any
	 * tolerance should allow. Left out, every provider may.
	 */
	backend: Backend.optional(),
	policy: Policy,
	/** What each agreed replica earns, in token minor units. */
	pricePerReplica: AmountText,
	/** Unix seconds; the escrow's deadline. */
	deadline: z.int().positive(),
});
export type JobSpec = z.infer<typeof JobSpec>;
