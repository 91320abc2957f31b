import { isEvidence } from "@tabgrid/kernels";
import { type Digest, decodeBundle, type TensorBundle } from "@tabgrid/protocol";

/** Where a job's verified outputs go, one for each shard: the newest that was told. */
export interface ResultSink {
	/** What it holds: a shard's digest by its index. */
	readonly held: ReadonlyMap<number, Digest>;
	/** Takes a shard's output, in place of the one before. @param bytes the tensor bundle, checked */
	put(shardIndex: number, digest: Digest, bytes: Uint8Array): Promise<void>;
	/** Gives up a shard that is no longer verified. */
	drop(shardIndex: number): Promise<void>;
}

/** The tensors that are the client's result: all but the evidence that was compared with them. */
export function resultTensors(bytes: Uint8Array): TensorBundle {
	const tensors = Object.entries(decodeBundle(bytes));
	return Object.fromEntries(tensors.filter(([name]) => !isEvidence(name)));
}
