import { z } from "zod";
import { EpochMs, ShardIndex } from "./ids.ts";
import { AmountText } from "./money.ts";

/** How sure a job's results must be, and what that costs: see docs/trust.md. */
export const TrustPolicy = z.enum(["fast", "balanced", "paranoid"]);
export type TrustPolicy = z.infer<typeof TrustPolicy>;

/** The least chance of a spot check that a result of an established provider without a stake has. */
export const leastCheckChance = {
	fast: 0.005,
	balanced: 0.015,
	paranoid: 1,
} as const satisfies Record<TrustPolicy, number>;

/** What a stake leaves of the least chance. */
export const stakedShare = 2 / 3;

/** The least chance that any established provider has; paranoid checks all, whatever is at stake. */
export const lowestCheckChance = (policy: TrustPolicy) =>
	leastCheckChance[policy] >= 1 ? 1 : leastCheckChance[policy] * stakedShare;

/** Passed checks, decayed, that make a provider *established* under a policy. */
export const establishedAfter = {
	fast: 10,
	balanced: 20,
	paranoid: 20,
} as const satisfies Record<TrustPolicy, number>;

/** Beyond this share of a job a provider is checked more. */
export const fairShare = 0.05;

/** With so many established providers there, nobody else checks results. */
export const leastCheckers = 10;

/** Providers that a verified shard needs at least: a paranoid job takes no result alone. */
export const leastProviders = {
	fast: 1,
	balanced: 1,
	paranoid: 2,
} as const satisfies Record<TrustPolicy, number>;

/** Replicas that a shard of a job with a trust policy is allowed at least: a dispute needs a third. */
export const leastReplicasWithTrust = 3;

/** 32 bytes as 0x-prefixed lower-case hex. */
const Bytes32 = z
	.string()
	.regex(/^0x[0-9a-f]{64}$/, "32 bytes are 0x and 64 lower-case hex digits.");

/** The schedule of a job's spot checks, see auditSchedule. */
export const JobAudit = z.object({
	/** keccak-256 of the secret: published when the job starts. */
	commitment: Bytes32,
	/** Published when the job settles; null before. */
	secret: Bytes32.nullable(),
});
export type JobAudit = z.infer<typeof JobAudit>;

/** How a job with a trust policy stands. */
export const JobTrust = z.object({
	policy: TrustPolicy,
	/** Null before the job starts. */
	audit: JobAudit.nullable(),
	/** Shards of which a result that could have stood alone was checked: by lot. */
	spotChecks: z.object({ made: z.int(), passed: z.int(), failed: z.int() }),
	/** Shards whose results differed at some time. */
	disputes: z.int(),
	/** Shards that were verified and then given to another provider, because a provider was caught. */
	lookedBack: z.int(),
	/** Shards that were verified and then checked once more before the job could settle. */
	lastChecks: z.int(),
	/** Verified shards that stand on one result now. */
	alone: z.int(),
	/** When the job may settle; null before all shards are decided, and where nothing is waited for. */
	maturesAt: EpochMs.nullable(),
	/** What providers are to be paid when the job settles, as it stands. Minor units. */
	pending: AmountText,
});
export type JobTrust = z.infer<typeof JobTrust>;

/** What the grid thinks of a provider. */
export const ProviderTrust = z.object({
	/** 0 to 1: one less the chance that its next result is wrong, as the matcher's model has it. */
	trust: z.number().min(0).max(1),
	/** Results of it that others' results confirmed or refuted, ever. */
	checks: z.object({ passed: z.int(), failed: z.int() }),
	/** Whether its results may stand alone in jobs with the balanced policy. */
	established: z.boolean(),
	/** Checks that it must still pass to be established; 0 when it is. */
	checksMissing: z.int(),
	/** Until when it gets no work of jobs with a trust policy, and why; null when it does. */
	suspended: z
		.object({
			until: EpochMs,
			/** A result was found wrong, or leases ended with nothing. */
			reason: z.enum(["wrong", "unanswered"]),
		})
		.nullable(),
});
export type ProviderTrust = z.infer<typeof ProviderTrust>;

/** Why a shard has more than the results that it needed at first. */
export const CheckKind = z.enum(["spotCheck", "dispute", "lookBack", "lastCheck"]);
export type CheckKind = z.infer<typeof CheckKind>;

/** GET /jobs/:id/checks: shards that were checked, disputed or opened again; refuted ones first, then the newest. */
export const JobCheckQuery = z.object({
	limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const JobCheckList = z.object({
	checks: z.array(
		z.object({
			shardIndex: ShardIndex,
			kind: CheckKind,
			/** When it was asked for. */
			at: EpochMs,
			/** Open until the shard is decided; then whether a result of it was found wrong. */
			outcome: z.enum(["open", "agreed", "refuted"]),
		}),
	),
});
export type JobCheckList = z.infer<typeof JobCheckList>;
