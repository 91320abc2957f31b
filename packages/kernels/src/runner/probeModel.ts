import { type Backend, decodeBundle, digestLarge, TabgridError } from "@tabgrid/protocol";
import type { ProbedLie, ProbeRun } from "../spread/calibrateOutputs.ts";
import type { ProbeFindings, ProbeJob } from "../spread/probeJob.ts";
import { type Rounding, roundWeights } from "../spread/roundWeights.ts";
import { ComputeClient, type SpawnCompute } from "./computeClient.ts";
import { toTabgridError } from "./toTabgridError.ts";

/** One way to compute the probe shard. */
export interface ProbeVariant {
	readonly backend: Backend;
	/** For a person: "WASM, 2 threads". */
	readonly label: string;
	readonly spawn: SpawnCompute;
}

export interface ProbeOptions {
	readonly variants: readonly ProbeVariant[];
	/** For each step of a variant, in ms. */
	readonly timeoutMs: number;
	/** Lies to try where WASM runs; none for models beyond {@link mostLieBytes}. */
	readonly lies?: readonly Rounding[];
	readonly signal?: AbortSignal;
	/** Called before each computation, with what is computed. */
	readonly onStep?: (label: string) => void;
}

/** Models beyond this aren't rounded: it takes several copies of them. */
const mostLieBytes = 128 * 1024 * 1024;

/**
 * Computes one shard on each variant, and on the first WASM one with rounded weights too. A variant that
 * fails or takes too long is left out and told.
 * @throws TabgridError STOPPED when aborted; what the last variant failed with when all did.
 */
export async function probeModel(job: ProbeJob, options: ProbeOptions): Promise<ProbeFindings> {
	const runs: ProbeRun[] = [];
	const lies: ProbedLie[] = [];
	const failed: { label: string; why: string }[] = [];
	let last: TabgridError | undefined;
	for (const { backend, label, spawn } of options.variants) {
		const compute = new ComputeClient(spawn);
		options.onStep?.(label);
		try {
			const ran = await runOnce(compute, job, backend, options);
			// A device without the model's types computes it on WASM: that isn't another backend.
			if (ran.backend === backend) runs.push({ backend, label, output: ran.output });
			else failed.push({ label, why: "The device can't compute the model's number types." });
			if (backend === "wasm" && lies.length === 0)
				lies.push(...(await tellLies(compute, job, options)));
		} catch (cause) {
			last = toTabgridError(cause, "MODEL_FAILED");
			if (last.code === "STOPPED") throw last;
			failed.push({ label, why: last.message });
		} finally {
			compute.terminate();
		}
	}
	if (runs.length === 0)
		throw (
			last ??
			new TabgridError("MODEL_FAILED", failed.at(-1)?.why ?? "No backend computed the probe.")
		);
	return { runs, lies, failed };
}

/** What cheats would return. None where rounding broke the model: that cheat can't be tried. */
async function tellLies(
	compute: ComputeClient,
	job: ProbeJob,
	options: ProbeOptions,
): Promise<ProbedLie[]> {
	if (job.bytes.byteLength > mostLieBytes) return [];
	const lies: ProbedLie[] = [];
	for (const rounding of options.lies ?? []) {
		const bytes = roundWeights(job.bytes, rounding);
		const model = await digestLarge(bytes);
		if (model === job.model) continue; // it has no weights to round
		try {
			const { output } = await runOnce(compute, { ...job, bytes, model }, "wasm", options);
			lies.push({ rounding, output });
		} catch (cause) {
			if (toTabgridError(cause, "MODEL_FAILED").code === "STOPPED") throw cause;
		}
	}
	return lies;
}

async function runOnce(
	compute: ComputeClient,
	{ model, bytes, kernel, kernelVersion, params, input }: ProbeJob,
	backend: Backend,
	{ timeoutMs, signal }: ProbeOptions,
) {
	const within = { timeoutMs, ...(signal ? { signal } : {}) };
	const own = new Uint8Array(bytes);
	const loaded = await compute.request(
		"load",
		{ backend, model, bytes: own },
		{ ...within, transfer: [own.buffer] },
	);
	const shard = new Uint8Array(input);
	const { output } = await compute.request(
		"run",
		{ model, kernel, kernelVersion, params, input: shard },
		{ ...within, transfer: [shard.buffer] },
	);
	return { backend: loaded.backend, output: decodeBundle(output) };
}
