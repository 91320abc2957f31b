import {
	Address,
	AmountText,
	Backend,
	Digest,
	EpochMs,
	JobId,
	KernelId,
	ProviderId,
	ProviderSummary,
	ReplicaId,
	SessionKey,
	ShardIndex,
	WireError,
} from "@tabgrid/protocol";
import { z } from "zod";
import { BackendPreference } from "./backendPreference.ts";
import { Hold } from "./hold.ts";
import { type HeldLease, LeaseStep } from "./leaseBook.ts";
import { bucketCount } from "./recentWork.ts";

/** What the person decides; kept by whoever starts the provider. */
export const ProviderSettings = z.object({
	paused: z.boolean(),
	/** Percent of the time that may be computed. */
	intensity: z.int().min(10).max(100),
	backend: BackendPreference,
});
export type ProviderSettings = z.infer<typeof ProviderSettings>;

/** What a provider is about. */
export const ProviderPhase = z.enum([
	/** Reading its key and settings. */
	"starting",
	/** Measuring the backends. */
	"calibrating",
	/** Connected, and nothing to do. */
	"idle",
	"working",
	/** Stopped by the person, or held by one of the conditions that it set. */
	"paused",
	/** Without a connection to the matcher; trying again. */
	"offline",
	/** Can't work until something is done about `lastError`. */
	"error",
]);
export type ProviderPhase = z.infer<typeof ProviderPhase>;

/** A shard that this provider holds, with whom it is for. */
export const CurrentShard = z.object({
	replicaId: ReplicaId,
	jobId: JobId,
	shardIndex: ShardIndex,
	title: z.string(),
	client: Address,
	kernel: KernelId,
	/** Size of the shard's input in bytes. */
	inputBytes: z.int(),
	model: Digest,
	modelBytes: z.int(),
	step: LeaseStep,
});
export type CurrentShard = z.infer<typeof CurrentShard>;

/** Results of this worker since it started. */
export const SessionCounts = z.object({
	/** Computed and signed. */
	computed: z.int(),
	/** Stored by the matcher. */
	accepted: z.int(),
	/** Refused by the matcher: too late, mostly. */
	refused: z.int(),
	/** Not computed: the model failed, say. */
	errored: z.int(),
	/** Judged right and wrong. */
	agreed: z.int(),
	disagreed: z.int(),
});
export type SessionCounts = z.infer<typeof SessionCounts>;

/** What a provider did since it started. */
export const SessionFigures = z.object({
	counts: SessionCounts,
	/** Time spent computing, in ms, without downloads and rests. */
	computeMs: z.int(),
	/** Minor units earned since it started. */
	earnedThisVisit: AmountText,
	/** Accepted shards in each ten seconds of the last ten minutes, oldest first. */
	recent: z.array(z.int()).length(bucketCount),
});
export type SessionFigures = z.infer<typeof SessionFigures>;

/** Everything a person may want to know of a provider; a plain value that can be posted. */
export const ProviderSnapshot = SessionFigures.extend({
	phase: ProviderPhase,
	/** Set once calibrated. */
	backend: Backend.nullable(),
	adapter: z.string().nullable(),
	softwareAdapter: z.boolean(),
	/** Why this backend, in a sentence. */
	note: z.string().nullable(),
	runtime: z.string().nullable(),
	/** Measured speed, FLOP per second. */
	flopPerSecond: z.number().nullable(),
	/** How long calibration took, in ms; that of the first time where it was remembered. */
	calibrationMs: z.number().nullable(),
	providerId: ProviderId.nullable(),
	sessionKey: SessionKey.nullable(),
	/** What the matcher knows of this provider over all its time; null until connected. */
	summary: ProviderSummary.nullable(),
	/** The one that computes first, then those that wait. */
	current: z.array(CurrentShard),
	intensity: ProviderSettings.shape.intensity,
	backendPreference: BackendPreference,
	/** Whether the person paused it. */
	paused: z.boolean(),
	/** Why it rests although the person did not pause it. */
	hold: Hold.nullable(),
	/** Kernels that it accepts. */
	kernels: z.array(KernelId),
	/** When the connection is tried again; null while there is one, or one is being made. */
	retryAt: EpochMs.nullable(),
	/** The last thing that went wrong, until something goes right. */
	lastError: WireError.nullable(),
});
export type ProviderSnapshot = z.infer<typeof ProviderSnapshot>;

export const noCounts: SessionCounts = {
	computed: 0,
	accepted: 0,
	refused: 0,
	errored: 0,
	agreed: 0,
	disagreed: 0,
};

/** The snapshot of a provider that has done nothing yet. */
export function emptySnapshot({ paused, intensity, backend }: ProviderSettings): ProviderSnapshot {
	return {
		phase: paused ? "paused" : "starting",
		backend: null,
		adapter: null,
		softwareAdapter: false,
		note: null,
		runtime: null,
		flopPerSecond: null,
		calibrationMs: null,
		providerId: null,
		sessionKey: null,
		summary: null,
		current: [],
		counts: noCounts,
		computeMs: 0,
		earnedThisVisit: "0",
		recent: Array(bucketCount).fill(0),
		intensity,
		backendPreference: backend,
		paused,
		hold: null,
		kernels: [],
		retryAt: null,
		lastError: null,
	};
}

const order = { computing: 0, fetching: 1, waiting: 2, submitting: 3 } as const;

/** Leases as a person sees them, the one that computes first. */
export function currentShards(leases: readonly HeldLease[]): CurrentShard[] {
	return leases
		.map(({ lease, job, step }) => ({
			replicaId: lease.replicaId,
			jobId: job.jobId,
			shardIndex: lease.shardIndex,
			title: job.title,
			client: job.client,
			kernel: job.kernel,
			inputBytes: lease.inputBytes,
			model: job.model,
			modelBytes: job.modelBytes,
			step,
		}))
		.sort((a, b) => order[a.step] - order[b.step]);
}
