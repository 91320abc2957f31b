import {
	type Calibration,
	calibrateOutputs,
	kernelById,
	knownSpreads,
	type Plan,
	type ProbeFindings,
	type ProbeJob,
} from "@tabgrid/kernels";
import { digestLarge, JobSpec, parseOrThrow, TabgridError } from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";

/** What was measured, and which variants couldn't compute the shard. */
export interface MeasuredTolerances extends Calibration {
	readonly failed: readonly { readonly label: string; readonly why: string }[];
	/** Pairs of earlier verified results that were counted in. */
	readonly earlier: number;
}

/**
 * Has the job's first shard computed in several ways and makes each output's comparator of how far they
 * lie apart, with what the matcher knows of earlier results of the model (docs/evidence.md). Pass
 * `comparators` and, where `pinned` isn't null, `backend: pinned` on to postJob.
 * @param probe `probeModel` of `@tabgrid/kernels/runner` with the ways that this program has.
 * @throws TabgridError BAD_INPUT for an empty plan, and what `probe` throws.
 */
export async function measureTolerances(
	api: MatcherApi,
	{ plan, model }: { readonly plan: Plan<unknown>; readonly model: Uint8Array<ArrayBuffer> },
	probe: (job: ProbeJob) => Promise<ProbeFindings>,
	signal?: AbortSignal,
): Promise<MeasuredTolerances> {
	const kernel = kernelById(plan.kernel, plan.kernelVersion);
	const first = plan.shards().next();
	if (first.done) throw new TabgridError("BAD_INPUT", "The plan has no shards.");
	const digest = await digestLarge(model);
	const job = {
		model: digest,
		bytes: model,
		kernel: kernel.id,
		kernelVersion: kernel.version,
		params: parseOrThrow(JobSpec.shape.params, plan.params, "BAD_PARAMS"),
		input: first.value.input,
	};
	const [found, known] = await Promise.all([
		probe(job),
		// A matcher that doesn't tell leaves it to what is measured here.
		api.modelSpread(digest, signal).then(knownSpreads, () => undefined),
	]);
	const calibration = calibrateOutputs(found.runs, found.lies, kernel.comparator, known);
	return { ...calibration, failed: found.failed, earlier: known?.pairs ?? 0 };
}
