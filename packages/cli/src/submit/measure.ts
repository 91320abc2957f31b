import { availableParallelism } from "node:os";
import { type CalibratedOutput, kernelById, safetyFactor } from "@tabgrid/kernels";
import { type ProbeVariant, probeModel } from "@tabgrid/kernels/runner";
import type { JobTerms } from "@tabgrid/sdk";
import { measureTolerances } from "@tabgrid/sdk";
import type { Connection } from "../connect.ts";
import type { Context } from "../context.ts";
import { computeSpawner } from "../provide/spawnCompute.ts";
import type { PlannedJob } from "./planFiles.ts";

const warmBytes = 1024 ** 3;

/** WASM with one and with several threads, which sum in other orders, and WebGPU by Dawn. */
function variants(): ProbeVariant[] {
	const threads = [1, ...[2, 4].filter((count) => count <= availableParallelism())];
	return [
		...threads.map(
			(count): ProbeVariant => ({
				backend: "wasm",
				label: `WASM with ${count} ${count === 1 ? "thread" : "threads"}`,
				spawn: computeSpawner({ threads: count, warmBytes, gpu: false }),
			}),
		),
		{
			backend: "webgpu",
			label: "WebGPU",
			spawn: computeSpawner({ threads: 1, warmBytes, gpu: true }),
		},
	];
}

/**
 * Measures how far backends lie apart on the job's first shard, says what it makes of it, and answers
 * the terms. Nothing for kernels that bring their model: theirs were measured when they were made.
 */
export async function measure(
	{ output, signal }: Context,
	{ api }: Connection,
	job: PlannedJob,
): Promise<Pick<JobTerms, "comparators" | "backend">> {
	if (kernelById(job.plan.kernel).model.kind === "builtin") return {};
	const onStep = (label: string) => output.say(`Computing a shard on ${label}…`);
	const found = await measureTolerances(
		api,
		job,
		(shard) =>
			probeModel(shard, {
				variants: variants(),
				timeoutMs: 120_000,
				lies: ["float16", "int8"],
				signal,
				onStep,
			}),
		signal,
	);
	for (const { label, why } of found.failed) output.say(`${label} was left out: ${why}`);
	for (const one of found.outputs) output.say(describe(one));
	if (found.earlier > 0)
		output.say(`${found.earlier} pairs of earlier results of this model were counted in.`);
	if (found.pinned !== null)
		output.say(
			"Backends disagree about this model by more than any tolerance should allow: the job is pinned to WASM.",
		);
	const { comparators, pinned } = found;
	return { comparators, ...(pinned === null ? {} : { backend: pinned }) };
}

/** An output's line: how far apart it was, what is permitted, and which cheats that catches. */
function describe({ name, spread, comparator, lies }: CalibratedOutput): string {
	const apart = spread === null ? "one backend only" : `${spread.l2.toExponential(1)} apart`;
	const permitted =
		comparator.kind === "close"
			? `${comparator.l2} permitted (× ${safetyFactor} at least)`
			: "must be equal";
	const cheats = Object.entries(lies).map(
		([rounding, times]) => `${rounding} ${times > 1 ? "caught" : "would pass"}`,
	);
	return `  ${name}: ${[apart, permitted, ...cheats].join(", ")}`;
}
