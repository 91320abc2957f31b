import { checkModel, kernelById } from "@tabgrid/kernels";
import { type JobSpec, Manifest, parseOrThrow, TabgridError } from "@tabgrid/protocol";
import type { MatcherClient } from "@/lib/matcher/MatcherClient";
import type { DescribedPlan } from "./describePlan";
import type { PlannedOutput } from "./plannerMessages";

/** A client's model beyond this isn't fetched to learn its outputs' names: 64 MiB. */
const readModelBytes = 64 * 1024 * 1024;
const shownLabels = 4;

/**
 * The plan of an earlier job, read back from the matcher's blobs: the same model, manifest and inputs,
 * by their digests, so that nothing has to be cut or uploaded again.
 * @throws TabgridError UNKNOWN_KERNEL when the kernel has another version now, MISSING_BLOB when the
 * matcher no longer keeps something.
 */
export async function reusePlan(spec: JobSpec, matcher: MatcherClient): Promise<DescribedPlan> {
	const kernel = kernelById(spec.kernel, spec.kernelVersion);
	const bytes = new Uint8Array(await (await matcher.blob(spec.manifest)).arrayBuffer());
	const { shards } = parseOrThrow(
		Manifest,
		JSON.parse(new TextDecoder().decode(bytes)),
		"BAD_MANIFEST",
	);
	const params = kernel.params.parse(spec.params);
	const builtin = kernel.model.kind === "builtin";
	const model = { digest: spec.model, bytes: await matcher.blobSize(spec.model) };
	const flop = shards.reduce((sum, shard) => sum + kernel.cost(shard, model, params).flop, 0);
	return {
		manifest: bytes,
		inputs: shards.map(({ input }) => input),
		summary: {
			kernel: spec.kernel,
			kernelVersion: spec.kernelVersion,
			params: spec.params,
			model: { ...model, builtin },
			manifest: spec.manifest,
			shards: shards.length,
			items: shards.reduce((sum, { items }) => sum + items, 0),
			inputBytes: shards.reduce((sum, shard) => sum + shard.bytes, 0),
			flop,
			labels: shards.flatMap(({ labels }) => labels ?? []).slice(0, shownLabels),
			outputs: builtin || model.bytes > readModelBytes ? [] : await outputsOf(spec, matcher),
		},
	};
}

/** The outputs that a client may choose comparators for, from the client's own model. */
async function outputsOf(spec: JobSpec, matcher: MatcherClient): Promise<PlannedOutput[]> {
	const kernel = kernelById(spec.kernel);
	const kept = spec.params.outputs;
	const names = new Set(typeof kept === "object" && kept !== null ? Object.keys(kept) : []);
	const model = new Uint8Array(await (await matcher.blob(spec.model)).arrayBuffer());
	return checkModel(model)
		.outputs.filter(({ name }) => names.has(name))
		.map(({ name, dtype }) => ({ name, dtype, comparator: kernel.comparator(name, dtype) }));
}

/** @throws TabgridError MISSING_BLOB when the matcher has lost a part of a plan that is taken over. */
export async function checkReused(
	{ summary, inputs }: DescribedPlan,
	matcher: MatcherClient,
): Promise<void> {
	const digests = [...new Set([summary.model.digest, summary.manifest, ...inputs])];
	const atOnce = 5_000;
	for (let from = 0; from < digests.length; from += atOnce) {
		const missing = await matcher.missingBlobs(digests.slice(from, from + atOnce));
		if (missing.length > 0)
			throw new TabgridError(
				"MISSING_BLOB",
				`The matcher no longer keeps ${missing.length} of the earlier job's inputs. Add your own files instead.`,
			);
	}
}
