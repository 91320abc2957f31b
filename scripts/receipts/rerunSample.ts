import { kernelById, type ReadBlob, type RerunOutcome, rerunShard } from "@tabgrid/kernels";
import { createComputeHost } from "@tabgrid/kernels/runner";
import { drawSample, type JobSpec, limits, type Receipt, TabgridError } from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";
import { blobReader } from "./blobReader.ts";

/** Shards that are run again, chosen by nobody. */
export function randomShards(total: number, count: number): ReadonlySet<number> {
	const word = new Uint32Array(1);
	return new Set(drawSample(total, count, () => crypto.getRandomValues(word)[0] ?? 0));
}

/** Computes shards again on WebAssembly in this process, one after the other. */
export async function rerunSample(
	spec: JobSpec,
	receipts: readonly Receipt[],
	matcher: string,
	onOutcome: (outcome: RerunOutcome) => void,
): Promise<RerunOutcome[]> {
	ort.env.wasm.numThreads = 1;
	const answer = createComputeHost({
		ort,
		runtime: `${ort.env.versions.web ?? ort.env.versions.common} node`,
		threads: 1,
		gpu: undefined,
		kernel: kernelById,
		maxBytes: limits.model,
	});
	const { model, kernel, kernelVersion, params } = spec;
	const bytes = new Uint8Array(await blobReader(matcher, limits.model)(model));
	await answer({ id: 0, kind: "load", backend: "wasm", model, bytes });
	const read: ReadBlob = blobReader(matcher);
	const outcomes: RerunOutcome[] = [];
	for (const receipt of receipts) {
		const outcome = await rerunShard(spec, receipt, {
			read,
			async run(input) {
				const result = await answer({
					id: 1,
					kind: "run",
					model,
					kernel,
					kernelVersion,
					params,
					input,
				});
				if ("output" in result) return result.output;
				throw new TabgridError("INTERNAL", "The compute host answered another request.");
			},
		});
		outcomes.push(outcome);
		onOutcome(outcome);
	}
	return outcomes;
}
