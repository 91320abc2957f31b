import { calibrateOutputs, compareOutputs, kernelById, knownSpreads } from "@tabgrid/kernels";
import { type ProbeVariant, probeModel, toTabgridError } from "@tabgrid/kernels/runner";
import type { TensorBundle } from "@tabgrid/protocol";
import { spawnCompute } from "@/features/provide/worker/spawnCompute";
import { requestJson } from "@/lib/matcher/request";
import { probeStrings as words } from "@/strings/probe";
import type { ProbeReply, ProbeRequest, ProbeResult } from "./messages";

/** For each step; a software adapter may take minutes over a large model, which isn't worth it. */
const patienceMs = { wasm: 120_000, webgpu: 30_000 } as const;
const reply = (message: ProbeReply) => self.postMessage(message);

async function probe({
	shard,
	digest,
	kernel: id,
	kernelVersion,
	params,
	matcherUrl,
}: ProbeRequest): Promise<ProbeResult> {
	// Without a matcher that tells, what is measured here decides alone.
	const before = requestJson(
		`${matcherUrl}/models/${digest}/spread`,
		(replies) => replies.ModelSpread,
	).then(knownSpreads, () => undefined);
	const kernel = kernelById(id, kernelVersion);
	const job = {
		model: digest,
		bytes: new Uint8Array(await shard.model.arrayBuffer()),
		kernel: kernel.id,
		kernelVersion,
		params,
		input: new Uint8Array(await shard.input.arrayBuffer()),
	};
	const wasm: ProbeVariant = { backend: "wasm", label: words.wasm, spawn: spawnCompute };
	const webgpu: ProbeVariant = { backend: "webgpu", label: words.webgpu, spawn: spawnCompute };
	const onStep = (label: string) => reply({ kind: "step", label });
	const first = await probeModel(job, {
		variants: [wasm],
		timeoutMs: patienceMs.wasm,
		// Where bits are compared, every other network is caught.
		lies: shard.exact ? [] : ["float16", "int8"],
		onStep,
	});
	const second =
		"gpu" in navigator
			? await probeModel(job, { variants: [webgpu], timeoutMs: patienceMs.webgpu, onStep }).catch(
					(error: unknown) => ({
						runs: [],
						lies: [],
						failed: [{ label: words.webgpu, why: toTabgridError(error, "MODEL_FAILED").message }],
					}),
				)
			: { runs: [], lies: [], failed: [{ label: words.webgpu, why: words.noWebgpu }] };
	const runs = [...first.runs, ...second.runs];
	const failed = [...first.failed, ...second.failed];
	const known = await before;
	const calibration = calibrateOutputs(runs, first.lies, kernel.comparator, known);
	const sameBits = shard.exact ? allEqual(runs.map(({ output }) => output)) : null;
	return { calibration, failed, earlier: known?.pairs ?? 0, sameBits };
}

function allEqual([first, ...others]: readonly TensorBundle[]): boolean {
	return others.every(
		(other) => first && compareOutputs(first, other, {}, () => ({ kind: "exact" })).agree,
	);
}

self.onmessage = async ({ data }: MessageEvent<ProbeRequest>) => {
	try {
		reply({ kind: "done", result: await probe(data) });
	} catch (error) {
		reply({ kind: "failed", error: toTabgridError(error, "INTERNAL").toWire() });
	}
};
