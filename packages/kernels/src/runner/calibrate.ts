import { Backend, decodeBundle, type TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { z } from "zod";
import type { AdapterReport } from "./adapter.ts";
import { BackendPreference } from "./backendPreference.ts";
import { type CalibrationGraph, conformanceGraph, speedGraph } from "./calibrationGraphs.ts";
import type { ComputeClient } from "./computeClient.ts";
import { toTabgridError } from "./toTabgridError.ts";

/** One backend's measurement. Times in ms. */
const Measured = z.object({
	/** FLOP per second on the speed graph. */
	flopPerSecond: z.number().positive(),
	/** Session creation. */
	create: z.number(),
	/** First run: shader compilation and all. */
	first: z.number(),
	/** The fastest of the later runs. */
	run: z.number(),
});
type Measured = z.infer<typeof Measured>;

/** What calibration found, and the backend that it chose. */
export const Calibration = z.object({
	preference: BackendPreference,
	backend: Backend,
	/** The chosen backend's adapter, or its threads. */
	adapter: z.string(),
	/** Whether the chosen backend is WebGPU on a software adapter. */
	softwareAdapter: z.boolean(),
	/** How WASM runs: "2 threads". */
	threads: z.string(),
	runtime: z.string(),
	flopPerSecond: z.number().positive(),
	/** Why this backend, in a sentence for the person whose device it is. */
	note: z.string(),
	webgpu: Measured.nullable(),
	wasm: Measured.nullable(),
	/** Relative L2 distance of WebGPU from WASM on the conformance graph; null when not compared. */
	conformance: z.number().nullable(),
	/** How long calibration took, in ms. */
	took: z.number(),
});
export type Calibration = z.infer<typeof Calibration>;

/** Beyond this relative L2 distance WebGPU is wrong on this device: honest drivers stay below 1e-5. */
const conformanceLimit = 1e-3;

export interface CalibrateOptions {
	readonly compute: ComputeClient;
	readonly preference: BackendPreference;
	/** WebGPU slower than this on a graph is given up (not when WebGPU is asked for), in ms. */
	readonly webgpuLimitMs?: number;
	readonly signal?: AbortSignal;
	readonly clock?: () => number;
}

/**
 * Measures the backends on a small graph (a software adapter only when WebGPU is asked for), checks that WebGPU computes a telling convolution as WASM
 * does, and chooses. WebGPU that hangs costs at most the limit: its worker is terminated.
 * @throws TabgridError when the backend asked for can't be used at all, or WASM fails.
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
	const { compute, preference, signal, clock = () => performance.now() } = options;
	const from = clock();
	const patience = preference === "webgpu" ? 60_000 : (options.webgpuLimitMs ?? 5_000);
	const measure = (graph: CalibrationGraph, backend: Backend, timeoutMs: number, runs: number) =>
		compute.request(
			"measure",
			{ backend, model: graph.model, feeds: graph.feeds, runs },
			{ timeoutMs, ...(signal ? { signal } : {}) },
		);
	const speedOf = async (
		backend: Backend,
		timeoutMs: number,
		graph = speedGraph(),
	): Promise<Measured> => {
		const { create, first, run } = await measure(graph, backend, timeoutMs, 3);
		// A clock of 0.1 ms cannot tell a run of less from one of none.
		return { create, first, run, flopPerSecond: graph.flop / (Math.max(run, 0.1) / 1_000) };
	};

	const about = await compute.request("describe", {}, { timeoutMs: 60_000 });
	const wasm = await speedOf("wasm", 120_000);
	let webgpu: Measured | null = null;
	let conformance: number | null = null;
	let problem: TabgridError | null = null;
	// A software adapter computes on the same processor as WASM, only slower: nobody waits to be shown.
	const hopeless = preference === "auto" && about.adapter?.software === true;
	if (preference !== "wasm" && about.adapter !== null && !hopeless) {
		try {
			// A software adapter needs no more than a glance to be told from a real one.
			const graph = speedGraph(about.adapter.software ? { layers: 1 } : {});
			webgpu = await speedOf("webgpu", patience, graph);
			const truth = await measure(conformanceGraph(), "wasm", 60_000, 1);
			const tried = await measure(conformanceGraph(), "webgpu", patience, 1);
			conformance = relativeL2(decodeBundle(tried.outputs), decodeBundle(truth.outputs));
		} catch (cause) {
			problem = toTabgridError(cause, "MODEL_FAILED");
			if (problem.code === "STOPPED") throw problem;
		}
	}
	const choice = choose({ preference, adapter: about.adapter, wasm, webgpu, conformance, problem });
	const usesWebgpu = choice.backend === "webgpu";
	const threads = about.threads === 1 ? "1 thread" : `${about.threads} threads`;
	return {
		...choice,
		preference,
		adapter: usesWebgpu ? (about.adapter?.description ?? "unknown") : threads,
		threads,
		softwareAdapter: usesWebgpu && about.adapter?.software === true,
		runtime: about.runtime,
		flopPerSecond: (usesWebgpu && webgpu ? webgpu : wasm).flopPerSecond,
		webgpu,
		wasm,
		conformance,
		took: clock() - from,
	};
}

/** The decision, apart from the measuring. */
export function choose(found: {
	preference: BackendPreference;
	adapter: AdapterReport;
	wasm: Measured;
	webgpu: Measured | null;
	conformance: number | null;
	problem: TabgridError | null;
}): { backend: Backend; note: string } {
	const { preference, adapter, wasm, webgpu, conformance, problem } = found;
	const use = (backend: Backend, note: string) => ({ backend, note });
	if (preference === "wasm") return use("wasm", "WASM, as you chose.");
	if (adapter === null) return use("wasm", "WASM: there is no WebGPU adapter here.");
	if (preference === "auto" && adapter.software && webgpu === null && problem === null)
		return use(
			"wasm",
			`WASM: WebGPU is there, but ${adapter.description} computes on the processor.`,
		);
	const name = `${adapter.software ? "the software adapter" : "the adapter"} ${adapter.description}`;
	if (conformance !== null && !(conformance <= conformanceLimit))
		return use("wasm", `WASM: WebGPU on ${name} computes a test convolution wrongly.`);
	if (preference === "webgpu" && problem?.code !== "DEVICE_LOST" && webgpu !== null)
		return use("webgpu", `WebGPU on ${name}, as you chose.`);
	if (problem !== null || webgpu === null)
		return use(
			"wasm",
			problem?.code === "RUN_TIMEOUT"
				? `WASM: WebGPU on ${name} took too long on a small test.`
				: `WASM: WebGPU on ${name} failed. ${problem?.message ?? ""}`.trim(),
		);
	const faster = webgpu.flopPerSecond / wasm.flopPerSecond;
	if (faster >= 1)
		return use("webgpu", `WebGPU on ${name}: ${times(faster)} as fast as WASM here.`);
	return use("wasm", `WASM: ${times(1 / faster)} as fast as WebGPU on ${name}.`);
}

const times = (factor: number) => `${factor >= 10 ? Math.round(factor) : factor.toFixed(1)} times`;

/** ‖a − b‖ ÷ ‖b‖ over all float32 outputs; NaN when either holds one, or they don't match. */
export function relativeL2(tried: TensorBundle, truth: TensorBundle): number {
	let difference = 0;
	let size = 0;
	for (const [name, expected] of Object.entries(truth)) {
		const wanted = floats(expected.data);
		const got = floats(tried[name]?.data ?? new Uint8Array());
		if (got.length !== wanted.length) return Number.NaN;
		for (const [index, value] of wanted.entries()) {
			difference += ((got[index] ?? Number.NaN) - value) ** 2;
			size += value ** 2;
		}
	}
	return Math.sqrt(difference / size);
}

function floats(bytes: Uint8Array): Float32Array {
	return new Float32Array(new Uint8Array(bytes).buffer);
}
