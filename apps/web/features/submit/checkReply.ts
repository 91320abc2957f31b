import {
	type CreateJobReply,
	type GridConfig,
	type JobSpec,
	jobIdOf,
	specHashOf,
	TabgridError,
	worstCaseCost,
} from "@tabgrid/protocol";

/**
 * Compares what the matcher wants posted with what the client specified: nobody signs terms that were
 * changed on the way.
 * @throws TabgridError CONFLICT naming the first difference.
 */
export function checkReply(
	spec: JobSpec,
	grid: Pick<GridConfig, "operator">,
	{ jobId, specHash, terms }: CreateJobReply,
): void {
	const pairs = {
		"job id": [jobId, jobIdOf(spec)],
		"spec hash": [specHash, specHashOf(spec)],
		"terms' spec hash": [terms.specHash, specHashOf(spec)],
		operator: [terms.operator, grid.operator],
		deadline: [terms.deadline, spec.deadline],
		"number of shards": [terms.shards, spec.shards],
		price: [terms.pricePerReplica, spec.pricePerReplica],
		budget: [terms.budget, worstCaseCost(spec).toString()],
	};
	for (const [name, [theirs, ours]] of Object.entries(pairs))
		if (theirs !== ours)
			throw new TabgridError(
				"CONFLICT",
				`The matcher answered another ${name} (${theirs}) than this job has (${ours}). Nothing was signed.`,
			);
}
