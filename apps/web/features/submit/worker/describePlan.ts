import {
	canonicalJson,
	type Digest,
	digestLarge,
	limits,
	type Manifest,
	parseOrThrow,
	TabgridError,
} from "@tabgrid/protocol";
import { z } from "zod";
import type { MadePlan } from "./makePlan";
import type { PlanSummary } from "./plannerMessages";

/** A plan that was gone through once: its summary, its manifest and its shards' digests. */
export interface DescribedPlan {
	readonly summary: PlanSummary;
	readonly manifest: Uint8Array<ArrayBuffer>;
	readonly inputs: readonly Digest[];
}

const Params = z.record(z.string(), z.json());
const shownLabels = 4;

/**
 * Encodes every shard once, keeping only digests and sizes, and adds up what the job will take.
 * @throws TabgridError TOO_LARGE when the manifest is over its limit.
 */
export async function describePlan(
	made: MadePlan,
	onShard: (done: number) => void,
): Promise<DescribedPlan> {
	const { plan, kernel, model } = made;
	const params = kernel.params.parse(plan.params);
	const shards: Manifest["shards"] = [];
	let flop = 0;
	for (const { input, items, labels } of plan.shards()) {
		const bytes = input.byteLength;
		shards.push({
			input: await digestLarge(input),
			bytes,
			items,
			...(labels ? { labels: [...labels] } : {}),
		});
		flop += kernel.cost({ items, bytes }, model, params).flop;
		onShard(shards.length);
	}
	const manifest = new TextEncoder().encode(
		canonicalJson({ version: 1, shards } satisfies Manifest),
	);
	if (manifest.byteLength > limits.manifest)
		throw new TabgridError("TOO_LARGE", "The job has too many shards; put more items into each.");
	return {
		manifest,
		inputs: shards.map(({ input }) => input),
		summary: {
			kernel: kernel.id,
			kernelVersion: kernel.version,
			params: parseOrThrow(Params, params, "BAD_PARAMS"),
			model: { ...model, builtin: made.modelFile === undefined },
			manifest: await digestLarge(manifest),
			shards: shards.length,
			items: plan.items,
			inputBytes: shards.reduce((total, { bytes }) => total + bytes, 0),
			flop,
			labels: shards.flatMap(({ labels }) => labels ?? []).slice(0, shownLabels),
			outputs: made.outputs,
		},
	};
}
