import type { Digest, JobSpec, KernelId } from "@tabgrid/protocol";
import type { ProbedLie, ProbeRun } from "./calibrateOutputs.ts";

/** The model and the shard that are probed. */
export interface ProbeJob {
	readonly model: Digest;
	readonly bytes: Uint8Array;
	readonly kernel: KernelId;
	readonly kernelVersion: number;
	readonly params: JobSpec["params"];
	/** The shard's input, an encoded tensor bundle. */
	readonly input: Uint8Array;
}

/** What came of a probe. */
export interface ProbeFindings {
	readonly runs: readonly ProbeRun[];
	readonly lies: readonly ProbedLie[];
	/** Variants that couldn't compute it, and why. */
	readonly failed: readonly { readonly label: string; readonly why: string }[];
}
