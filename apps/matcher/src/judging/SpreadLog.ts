import { bucketOf, spreadsOf } from "@tabgrid/kernels";
import type { ReplicaId, TensorBundle } from "@tabgrid/protocol";
import type { Queries } from "../store/index.ts";
import { type MeasuredPair, recordSpreads } from "../store/index.ts";

/** Two results that agreed, of one shard. */
export interface AgreedPair {
	readonly a: ReplicaId;
	readonly b: ReplicaId;
	readonly left: TensorBundle;
	/** The same object as `left` where their bytes are equal. */
	readonly right: TensorBundle;
}

/** Pairs kept until they are written; more in one interval tell nothing new. */
const mostPairs = 2_000;
/** Outputs of a model that are looked at, bytes of them, and characters of a name. */
const most = { outputs: 64, bytes: 4 * 2 ** 20, name: 200 } as const;

/**
 * How far agreed results lie apart, gathered in memory and written in batches: a sample that refines
 * later jobs' tolerances. What a crash loses of it is missed by nobody.
 */
export class SpreadLog {
	#pairs: MeasuredPair[] = [];

	/** Measures a pair, unless there are enough for now. */
	note({ a, b, left, right }: AgreedPair): void {
		if (this.#pairs.length >= mostPairs) return;
		const bytes = Object.values(left).reduce((sum, { data }) => sum + data.byteLength, 0);
		if (bytes > most.bytes) return;
		const outputs = Object.entries(spreadsOf(left, right)).slice(0, most.outputs);
		for (const [output, { l2, peak }] of outputs) {
			if (output.length > most.name || output.includes("\0")) continue;
			this.#pairs.push({ a, b, output, l2: bucketOf(l2), peak: bucketOf(peak) });
		}
	}

	/** Writes what was gathered. */
	async flush(db: Queries): Promise<void> {
		const pairs = this.#pairs;
		this.#pairs = [];
		await recordSpreads(db, pairs);
	}
}
