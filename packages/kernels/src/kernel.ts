import type { Comparator, Dtype, KernelId, TensorBundle } from "@tabgrid/protocol";
import type { z } from "zod";
import type { BuiltinModelName } from "./builtinModels.ts";

/**
 * A typed recipe: how a shard's input becomes a model's feeds, what of its outputs is attested and
 * compared, and how verified outputs become the artifact. Everything here is pure and runs the same
 * in a browser, a worker and Node.
 *
 * `Params` is what {@link Kernel.params} parses; callers that hold a kernel of unknown kind
 * ({@link AnyKernel}) parse a job spec's params with it first and pass the result on.
 */
export interface Kernel<Params> {
	readonly id: KernelId;
	/** Raised whenever the same inputs would give other results. */
	readonly version: number;
	readonly title: string;
	/** One sentence for the person who chooses a kernel. */
	readonly summary: string;
	readonly params: z.ZodType<Params>;
	/** The client's own model, or one whose digest is known when Tabgrid is built. */
	readonly model: { kind: "client" } | { kind: "builtin"; name: BuiltinModelName };
	/**
	 * Provider side: the tensors to feed to the session, by the graph's input names.
	 * @throws TabgridError BAD_INPUT when the shard's input isn't what the kernel's planner makes.
	 */
	feeds(input: TensorBundle, params: Params): TensorBundle;
	/**
	 * Provider side: what is attested, from all raw outputs of the session by name.
	 * @throws TabgridError MODEL_FAILED when the model's outputs aren't what the params promise.
	 */
	outputs(raw: TensorBundle, input: TensorBundle, params: Params): TensorBundle;
	/** The comparator of an attested output that the job spec names none for. */
	comparator(output: string, dtype: Dtype): Comparator;
	/** Estimates for one shard, from what the manifest and the model's size tell. */
	cost(shard: ShardSize, model: { readonly bytes: number }, params: Params): ShardCost;
	/**
	 * Matcher side: the part of one verified output that merging needs, where that is far less than the
	 * whole. What {@link Kernel.merge} and previews of unfinished jobs take went through it, shard by
	 * shard; where a kernel has none they take outputs as they are.
	 */
	condense?(output: TensorBundle, params: Params): TensorBundle;
	/**
	 * Matcher side: verified outputs, in any order, to the artifact. A shard without output failed.
	 * @throws TabgridError BAD_INPUT when no shard has an output, or outputs don't fit together.
	 */
	merge(shards: readonly MergeShard[], params: Params): Promise<Artifact>;
}

/** A kernel whose params are known only after parsing with its schema. */
export type AnyKernel = Kernel<unknown>;

/** A shard as its manifest entry describes it: items (rows, lines) and bytes of its input bundle. */
export interface ShardSize {
	readonly items: number;
	readonly bytes: number;
}

/** An estimate: floating-point operations, and bytes to a provider and back. */
export interface ShardCost {
	readonly flop: number;
	readonly inputBytes: number;
	readonly outputBytes: number;
}

/** One shard as merge sees it. */
export interface MergeShard {
	/** Its place in the job, from 0. */
	readonly index: number;
	/** Items in the shard, from the manifest. */
	readonly items: number;
	/** The canonical verified output, condensed if the kernel does so; absent when the shard failed. */
	readonly output?: TensorBundle;
	/** The manifest's names of its items, in order. */
	readonly labels?: readonly string[];
}

/** A job's result: one file. */
export interface Artifact {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: string;
	readonly fileName: string;
}

/** One shard from a planner, ready to upload. */
export interface PlannedShard {
	/** The encoded input bundle; its SHA-256 and length go into the manifest. */
	readonly input: Uint8Array<ArrayBuffer>;
	readonly items: number;
	readonly labels?: readonly string[];
}

/**
 * What a planner answers. Counts are known at once, so a price can be shown; shards are encoded one
 * at a time as they are asked for, so a browser can upload while planning. `shards()` may be called
 * again and yields equal bytes.
 */
export interface Plan<Params> {
	readonly kernel: KernelId;
	readonly kernelVersion: number;
	readonly params: Params;
	/** Number of shards that `shards()` yields. */
	readonly shardCount: number;
	/** Items in all shards. */
	readonly items: number;
	shards(): Generator<PlannedShard, void, undefined>;
}
