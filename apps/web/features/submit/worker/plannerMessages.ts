import type { Comparator, Digest, Dtype, JobSpec, WireError } from "@tabgrid/protocol";
import type { Arithmetic, Conversion } from "../arithmetic/arithmetic";
import type { ProbeShard } from "../probe/messages";

/** What is to be cut into shards. Files go to the worker by reference, not by copy. */
export interface PlanRequest {
	readonly kernel: string;
	/** Pictures, recordings, or for `onnx-batch` one .onnx model and its inputs; none for numbers. */
	readonly files: readonly File[];
	/** Parameters of a kernel that has a form. */
	readonly params?: JobSpec["params"];
	/** Items (lines, rows) in a shard; the planner's own choice when left out. */
	readonly itemsPerShard?: number | undefined;
	/** What a client's own network is to compute in; as it is when left out. */
	readonly arithmetic?: Arithmetic;
	/** An earlier job's plan to take over as it is, with where its blobs are. */
	readonly reuse?: { readonly spec: JobSpec; readonly matcherUrl: string };
}

/** An output of the model that a client may choose a comparator for. */
export interface PlannedOutput {
	readonly name: string;
	readonly dtype: Dtype;
	/** The kernel's own. */
	readonly comparator: Comparator;
}

/** A finished plan, without its bytes, which stay in the worker. */
export interface PlanSummary {
	readonly kernel: string;
	readonly kernelVersion: number;
	readonly params: JobSpec["params"];
	readonly model: { readonly digest: Digest; readonly bytes: number; readonly builtin: boolean };
	readonly manifest: Digest;
	readonly shards: number;
	readonly items: number;
	/** Bytes of all shards' inputs together. */
	readonly inputBytes: number;
	/** Estimated floating-point operations of one replica of every shard. */
	readonly flop: number;
	/** Largest number of labels worth showing, from the first shards. */
	readonly labels: readonly string[];
	/** Empty when the kernel fixes its comparators. */
	readonly outputs: readonly PlannedOutput[];
}

/** A part of an upload: the model, the manifest, the inputs. Bytes. */
export interface UploadPart {
	readonly name: string;
	readonly bytes: number;
	/** Arrived, on their way, or there before. */
	readonly done: number;
}

/** How far an upload is. */
export interface UploadProgress {
	readonly state: "sending" | "waiting" | "paused";
	/** Why it waits, in a sentence. */
	readonly reason?: string;
	readonly parts: readonly UploadPart[];
	/** Bytes of all parts together, as are the next two. */
	readonly done: number;
	readonly total: number;
	/** What the matcher had already and need not be sent. */
	readonly there: number;
}

/** How far a plan is, in steps of its own. */
export interface PlannerProgress {
	readonly step: "cutting" | "converting";
	readonly done: number;
	readonly total: number;
}

export type PlannerRequest =
	| { readonly kind: "plan"; readonly request: PlanRequest }
	| { readonly kind: "upload"; readonly matcherUrl: string }
	/** Stops sending, and goes on again; what is under way is sent anew. */
	| { readonly kind: "pause" }
	| { readonly kind: "resume" };

/** A finished plan, and what is needed to try it here. */
export interface Planned {
	readonly summary: PlanSummary;
	/** Null where the kernel fixes its tolerances, or an earlier job's are taken over. */
	readonly probe: ProbeShard | null;
	/** What became of making the network exact; null where it was not asked for. */
	readonly conversion: Conversion | null;
}

export type PlannerReply =
	| { readonly kind: "progress"; readonly progress: PlannerProgress }
	| { readonly kind: "uploading"; readonly progress: UploadProgress }
	| ({ readonly kind: "planned" } & Planned)
	| { readonly kind: "uploaded" }
	| { readonly kind: "failed"; readonly error: WireError };
