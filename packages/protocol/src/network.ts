import { z } from "zod";
import { Backend } from "./backend.ts";
import { DisplayName } from "./displayName.ts";
import { Address, EpochMs, JobId, ProviderId, SessionSignature } from "./ids.ts";
import { KernelId } from "./jobSpec.ts";
import { JobState } from "./lifecycle.ts";
import { AmountText } from "./money.ts";
import { ProviderSummary } from "./providerSocket.ts";

/** How many replicas were compared for how many verified shards: their ratio is the redundancy. */
export const Redundancy = z.object({
	/** Shards verified. */
	verified: z.int(),
	/** Replicas that agreed or disagreed. */
	replicas: z.int(),
});
export type Redundancy = z.infer<typeof Redundancy>;

/** How far the providers that are online, and not suspended, have come under a trust policy. */
export const PolicyStanding = z.object({
	/** Those that are established: their word is taken without a second result. */
	established: z.int().nonnegative(),
	/** Passed checks of one of them, on average; 0 where there is none. */
	passed: z.number().nonnegative(),
	/** The others. */
	newcomers: z.int().nonnegative(),
	/** Passed checks that these lack to be established, all together. */
	missing: z.number().nonnegative(),
});
export type PolicyStanding = z.infer<typeof PolicyStanding>;

/** GET /network: who provides now, and at what redundancy. */
export const NetworkView = z.object({
	providers: z.object({
		online: z.int(),
		backends: z.object({ webgpu: z.int(), wasm: z.int() }),
		/** The most frequent first; the rest, and names that nobody could read, are "other". */
		adapters: z.array(z.object({ backend: Backend, adapter: z.string(), providers: z.int() })),
		/** All that were ever here. */
		known: z.int(),
	}),
	redundancy: z.object({ lastHour: Redundancy, lastDay: Redundancy, all: Redundancy }),
	/** What {@link expectedExecutions} goes by; *paranoid* takes the same whoever is there. */
	trust: z.object({ fast: PolicyStanding, balanced: PolicyStanding }),
});
export type NetworkView = z.infer<typeof NetworkView>;

/** How far back a history goes. */
export const HistoryRange = z.enum(["hour", "day", "week", "month", "year"]);
export type HistoryRange = z.infer<typeof HistoryRange>;

/**
 * Each range in ms with the length of its points: at most 365 points. `step` is the record that it is
 * read from, see {@link historyKeptMs}.
 */
export const historyRanges = {
	hour: { points: 60, pointMs: 60_000, step: "minute" },
	day: { points: 144, pointMs: 600_000, step: "minute" },
	week: { points: 168, pointMs: 3_600_000, step: "hour" },
	month: { points: 180, pointMs: 4 * 3_600_000, step: "hour" },
	year: { points: 365, pointMs: 86_400_000, step: "day" },
} as const satisfies Record<
	HistoryRange,
	{ points: number; pointMs: number; step: "minute" | "hour" | "day" }
>;

/** How long each record is kept, in ms; days of the whole grid are kept for ever (a row a kernel). */
export const historyKeptMs = {
	minute: 48 * 3_600_000,
	hour: 92 * 86_400_000,
	day: Number.POSITIVE_INFINITY,
	/** A provider's own days and jobs. */
	provider: 400 * 86_400_000,
} as const;

/** What verdicts came to in some time. */
const Flow = z.object({
	/** Shards verified, and of these how many had a replica outvoted. */
	verified: z.int(),
	disputed: z.int(),
	/** Shards that can't be verified any more. */
	failed: z.int(),
	/** Replicas by what became of them. */
	agreed: z.int(),
	disagreed: z.int(),
	errored: z.int(),
	expired: z.int(),
	/** Earned by providers, minor units. */
	paid: AmountText,
});

/** One point of the grid's history: `ms` long, from `at` on. */
export const HistoryPoint = Flow.extend({
	at: EpochMs,
	/** Shorter than the others for a point that isn't over yet. */
	ms: z.int().positive(),
	/** The most providers that were online at one time. */
	online: z.int(),
	webgpu: z.int(),
	wasm: z.int(),
});
export type HistoryPoint = z.infer<typeof HistoryPoint>;

/** GET /network/history?range=hour: points without gaps, oldest first, up to half a minute ago. */
export const HistoryQuery = z.object({ range: HistoryRange.default("hour") });
export const NetworkHistory = z.object({
	range: HistoryRange,
	pointMs: z.int(),
	points: z.array(HistoryPoint),
	/** The same time by kernel, the most verified shards first. */
	kernels: z.array(Flow.extend({ kernel: KernelId })),
});
export type NetworkHistory = z.infer<typeof NetworkHistory>;

/** A leaderboard's time: the UTC day, it and the six before, or all. */
export const LeaderboardPeriod = z.enum(["day", "week", "all"]);
export type LeaderboardPeriod = z.infer<typeof LeaderboardPeriod>;

/** GET /network/leaderboard?period=week: named providers by replicas that agreed. */
export const LeaderboardQuery = z.object({ period: LeaderboardPeriod.default("week") });
export const Leaderboard = z.object({
	period: LeaderboardPeriod,
	named: z.array(
		z.object({
			providerId: ProviderId,
			name: z.string(),
			agreed: z.int(),
			earned: AmountText,
		}),
	),
	/** Those who chose no name, or whose place lies beyond the list. */
	others: z.object({ providers: z.int(), agreed: z.int(), earned: AmountText }),
});
export type Leaderboard = z.infer<typeof Leaderboard>;

/** What an owner has at stake for a provider with this grid's operator, as the chain says. */
export const ProviderStake = z.object({
	owner: Address,
	/** All that can be burned, what is leaving included; minor units. */
	amount: AmountText,
	/** The part that notice was given for: it speaks for the provider no more. */
	leaving: AmountText,
	/** When what is leaving can be withdrawn; null while nothing is. */
	leavesAt: EpochMs.nullable(),
	/** What was burned for lies so far. */
	burned: AmountText,
});
export type ProviderStake = z.infer<typeof ProviderStake>;

/** GET /providers/:id: a provider's public account. */
export const ProviderView = ProviderSummary.extend({
	/** Chosen by itself; null when it chose none. */
	name: z.string().nullable(),
	/** Null for one that never connected: any session key may, and its account is empty until then. */
	firstSeen: EpochMs.nullable(),
	lastSeen: EpochMs.nullable(),
	/** Tabs that are connected now. */
	tabs: z.int(),
	/** The largest first; those that were withdrawn or burned whole stay, for what was burned. */
	stakes: z.array(ProviderStake),
	/** What it computed on when it last connected. */
	device: z
		.object({
			backend: Backend,
			adapter: z.string(),
			softwareAdapter: z.boolean(),
			runtime: z.string(),
		})
		.nullable(),
});
export type ProviderView = z.infer<typeof ProviderView>;

/** What a provider's replicas came to in some time. */
const Work = z.object({
	agreed: z.int(),
	disagreed: z.int(),
	errored: z.int(),
	expired: z.int(),
	earned: AmountText,
});

/** GET /providers/:id/history?days=30: days without gaps, oldest first, and the newest jobs. */
export const ProviderHistoryQuery = z.object({
	days: z.coerce.number().int().min(1).max(365).default(30),
});
export const ProviderHistory = z.object({
	/** UTC days; the last one is today. */
	days: z.array(Work.extend({ at: EpochMs })),
	/** Over all that is kept of it ({@link historyKeptMs}). */
	kernels: z.array(Work.extend({ kernel: KernelId })),
	/** Replicas that agreed, by the backend that computed them. */
	backends: z.object({ webgpu: z.int(), wasm: z.int() }),
	jobs: z.array(
		Work.extend({
			jobId: JobId,
			title: z.string(),
			kernel: KernelId,
			state: JobState,
			/** When its last replica here ended. */
			lastAt: EpochMs,
		}),
	),
});
export type ProviderHistory = z.infer<typeof ProviderHistory>;

/** POST /providers/:id/name, signed over nameMessage. Answered with the account. */
export const NameRequest = z.strictObject({
	name: DisplayName.nullable(),
	issuedAt: EpochMs,
	signature: SessionSignature,
});
export type NameRequest = z.infer<typeof NameRequest>;
