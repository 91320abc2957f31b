import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import type { Artifact, MergeShard } from "../kernel.ts";
import { elementsOf } from "../tensor/views.ts";
import type { MonteCarloArtifact } from "./artifact.ts";
import { blackScholes } from "./blackScholes.ts";
import { format } from "./format.ts";
import type { MonteCarloParams } from "./params.ts";
import { histogramOf, meanOf } from "./statistics.ts";

const bins = 24;

/**
 * Merges the batches' sums to an estimate with its standard error, beside Black and Scholes' price. A
 * shard without output, or whose output makes no sense, counts as missing.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergeBatches(
	shards: readonly MergeShard[],
	params: MonteCarloParams,
): Promise<Artifact> {
	const means: number[] = [];
	let exercised = 0;
	let missing = 0;
	const discount = Math.exp((-params.ratePercent / 100) * params.years);
	const unit = (params.strike * discount) / 2 ** format.payoffBits / format.pathsPerBatch;
	for (const { items, output } of shards.toSorted((a, b) => a.index - b.index)) {
		const sums = output && readSums(output, items);
		if (!sums) {
			missing += items;
			continue;
		}
		for (const [batch, high] of sums.high.entries())
			means.push((high * 2 ** format.sumBits + (sums.low[batch] ?? 0)) * unit);
		exercised += sums.exercised.reduce((sum, value) => sum + value, 0);
	}
	if (means.length === 0)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	const { mean, standardError } = meanOf(means);
	const paths = means.length * format.pathsPerBatch;
	const artifact: MonteCarloArtifact = {
		version: 1,
		option: params,
		paths,
		missingPaths: missing * format.pathsPerBatch,
		estimate: mean,
		standardError,
		exercised: exercised / paths,
		blackScholes: blackScholes(params),
		batchMeans: { pathsPerBatch: format.pathsPerBatch, ...histogramOf(means, bins) },
	};
	return {
		bytes: new TextEncoder().encode(`${JSON.stringify(artifact, null, "\t")}\n`),
		mediaType: "application/json",
		fileName: "price.json",
	};
}

/** A shard's sums; undefined when they aren't such as this kernel makes for that many batches. */
function readSums(output: TensorBundle, batches: number) {
	const read = (name: string, most: number): Int32Array | undefined => {
		const tensor = output[name];
		if (tensor?.dtype !== "int32" || tensor.dims.length !== 1 || tensor.dims[0] !== batches)
			return undefined;
		const elements = elementsOf(tensor);
		if (!(elements instanceof Int32Array)) return undefined;
		return elements.every((value) => value >= 0 && value <= most) ? elements : undefined;
	};
	const high = read(format.output.high, 2 ** 31 - 1);
	const low = read(format.output.low, format.pathsPerBatch * 2 ** format.sumBits);
	const exercised = read(format.output.exercised, format.pathsPerBatch);
	return high && low && exercised ? { high, low, exercised } : undefined;
}
