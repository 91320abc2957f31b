import type { Calibration, EvidenceOutput } from "@tabgrid/kernels";
import type { Digest, JobSpec, WireError } from "@tabgrid/protocol";

/** The model and one shard of the job, to be computed here before anyone pays. Bytes by reference. */
export interface ProbeShard {
	readonly model: Blob;
	readonly input: Blob;
	readonly evidence: readonly EvidenceOutput[];
	/** Whether every device has to give the same bits. */
	readonly exact: boolean;
}

/** What the probe's worker is asked. */
export interface ProbeRequest {
	readonly shard: ProbeShard;
	readonly digest: Digest;
	readonly kernel: string;
	readonly kernelVersion: number;
	readonly params: JobSpec["params"];
	/** Who may know how far earlier results of the model lay apart. */
	readonly matcherUrl: string;
}

/** What a probe found, and what it couldn't try. */
export interface ProbeResult {
	readonly calibration: Calibration;
	readonly failed: readonly { readonly label: string; readonly why: string }[];
	/** Pairs of earlier verified results that went into the tolerances. */
	readonly earlier: number;
	/** Of a network that is to be exact: whether all backends here gave the same bits. */
	readonly sameBits: boolean | null;
}

export type ProbeReply =
	| { readonly kind: "step"; readonly label: string }
	| { readonly kind: "done"; readonly result: ProbeResult }
	| { readonly kind: "failed"; readonly error: WireError };
