import type { Digest, JobSpec, Receipt } from "@tabgrid/protocol";
import type { OutputComparison } from "../compare/outcome.ts";
import { compareAsJob, type ReadBlob } from "./checkOutputs.ts";

/** What came of computing a shard again. */
export interface RerunOutcome {
	readonly shardIndex: number;
	/** Whether what was computed here agrees with the verified output, by the job's comparators. */
	readonly agree: boolean;
	/** At most 1 agrees. */
	readonly distance: number;
	readonly outputs: readonly OutputComparison[];
	/** The computation alone. */
	readonly ms: number;
}

/**
 * Computes a verified shard again from its input and compares with the verified output.
 * @param run computes the output bundle's bytes; it may take its argument's buffer away.
 * @throws TabgridError of `read` and `run`.
 */
export async function rerunShard(
	spec: JobSpec,
	receipt: Pick<Receipt, "shardIndex" | "input" | "output">,
	using: {
		readonly read: (digest: Digest) => ReturnType<ReadBlob>;
		readonly run: (input: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
	},
): Promise<RerunOutcome> {
	const canonical = await using.read(receipt.output);
	const input = new Uint8Array(await using.read(receipt.input));
	const began = performance.now();
	const output = await using.run(input);
	const ms = performance.now() - began;
	const { agree, distance, outputs } = compareAsJob(spec, canonical, output);
	return { shardIndex: receipt.shardIndex, agree, distance, outputs, ms };
}
