import {
	type Backend,
	Digest,
	decodeBundle,
	encodeBundle,
	type KernelId,
	TabgridError,
	type TensorBundle,
	type TensorBytes,
} from "@tabgrid/protocol";
import type * as Ort from "onnxruntime-web";
import { isBuiltinModel } from "../builtinModels.ts";
import type { AnyKernel } from "../kernel.ts";
import { checkModel } from "../modelCheck/checkModel.ts";
import { readParams } from "../params/readParams.ts";
import { type AdapterReport, reportAdapter } from "./adapter.ts";
import { now } from "./clock.ts";
import type { ComputeAnswer, ComputeRequest } from "./computeMessages.ts";
import { usesFloat16 } from "./modelTypes.ts";
import { fromOrtTensor, toFeeds } from "./ortTensors.ts";
import { SessionCache } from "./sessionCache.ts";
import { toTabgridError } from "./toTabgridError.ts";

/** The parts of onnxruntime-web that the host uses. */
export type OrtModule = Pick<typeof Ort, "InferenceSession" | "Tensor" | "env">;

export interface ComputeHostOptions {
	readonly ort: OrtModule;
	/** Version and build, as it stands in submissions. */
	readonly runtime: string;
	readonly threads: number;
	/** navigator.gpu, where there is one. */
	readonly gpu: GPU | undefined;
	/** The kernel of that id and version; throws UNKNOWN_KERNEL. */
	readonly kernel: (id: KernelId, version: number) => AnyKernel;
	/** Bound of the models kept warm, in bytes of their files. */
	readonly maxBytes: number;
}

/** Measuring ends when runs took so long together, in ms. */
const enoughMs = 100;

interface WarmSession {
	readonly backend: Backend;
	readonly session: Ort.InferenceSession;
	release(): Promise<void>;
}

/**
 * The compute worker's inside: sessions, runs, and nothing of the network. One request at a time.
 * Raises TabgridError BAD_MODEL (no session can be made), BAD_INPUT, BAD_PARAMS, UNKNOWN_KERNEL, MODEL_FAILED (the
 * run threw), OUT_OF_MEMORY and DEVICE_LOST; after the last two the worker should be replaced.
 */
export function createComputeHost(options: ComputeHostOptions) {
	const { ort } = options;
	const cache = new SessionCache<WarmSession>(options.maxBytes);
	let adapter: Promise<AdapterReport> | undefined;
	let watched: object | undefined;
	let deviceLost: Promise<never> | undefined;

	const describeAdapter = () => {
		adapter ??= reportAdapter(options.gpu);
		return adapter;
	};

	/**
	 * Watches the device that onnxruntime computes on; a run might never settle once it is lost. A new
	 * device is there whenever the last session was released before (the old one is then destroyed).
	 */
	async function watchDevice(): Promise<void> {
		const device: unknown = await ort.env.webgpu.device;
		if (device === watched || !(device instanceof Object) || !("lost" in device)) return;
		watched = device;
		deviceLost = Promise.resolve(device.lost).then((info: unknown) => {
			const why = info instanceof Object && "message" in info ? String(info.message) : "";
			throw new TabgridError("DEVICE_LOST", `The graphics device was lost. ${why}`.trim());
		});
		deviceLost.catch(() => {}); // whoever runs next sees it
	}

	async function createSession(bytes: Uint8Array, backend: Backend): Promise<WarmSession> {
		try {
			const session = await ort.InferenceSession.create(bytes, {
				// The default NHWC layout computes some convolutions wrongly in 1.30 (see conformance.ts).
				executionProviders: [
					backend === "webgpu" ? { name: "webgpu", preferredLayout: "NCHW" } : "wasm",
				],
				logSeverityLevel: 3,
			});
			if (backend === "webgpu") await watchDevice();
			return { backend, session, release: () => session.release() };
		} catch (cause) {
			throw toTabgridError(cause, "BAD_MODEL");
		}
	}

	async function runSession({ session, backend }: WarmSession, feeds: TensorBundle) {
		const from = now();
		const inputs = toFeeds(ort, feeds);
		const prepared = now();
		const outputs: Record<string, TensorBytes> = {};
		try {
			const running = session.run(inputs);
			const results = await (backend === "webgpu" && deviceLost
				? Promise.race([running, deviceLost])
				: running);
			for (const [name, value] of Object.entries(results)) {
				outputs[name] = await fromOrtTensor(name, value);
				value.dispose();
			}
		} catch (cause) {
			throw toTabgridError(cause, "MODEL_FAILED");
		} finally {
			for (const tensor of Object.values(inputs)) tensor.dispose();
		}
		return { outputs, prepare: prepared - from, run: now() - prepared };
	}

	const handlers = {
		async describe(): Promise<ComputeAnswer<"describe">> {
			return {
				adapter: await describeAdapter(),
				runtime: options.runtime,
				threads: options.threads,
			};
		},

		async measure({
			model,
			backend,
			feeds,
			runs,
		}: ComputeRequest & { kind: "measure" }): Promise<ComputeAnswer<"measure">> {
			const from = now();
			const warm = await createSession(model, backend);
			const create = now() - from;
			try {
				const bundle = decodeBundle(feeds);
				let last = await runSession(warm, bundle);
				const first = last.run;
				let fastest = Number.POSITIVE_INFINITY;
				// A slow device is told by fewer runs: a visitor waits for them before the first lease.
				for (let run = 0, spent = 0; run < runs && spent < enoughMs; run++) {
					last = await runSession(warm, bundle);
					fastest = Math.min(fastest, last.run);
					spent += last.run;
				}
				return { create, first, run: fastest, outputs: encodeBundle(last.outputs) };
			} finally {
				await warm.release();
			}
		},

		async load({
			model,
			backend,
			bytes,
		}: ComputeRequest & { kind: "load" }): Promise<ComputeAnswer<"load">> {
			const from = now();
			let warm = cache.get(model);
			if (warm === undefined) {
				// Whoever runs the grid's matcher, no model runs here that isn't Tabgrid's own or checked: the
				// model store has compared the bytes with their digest.
				if (!isBuiltinModel(model)) checkModel(bytes);
				await cache.makeRoom(bytes.byteLength);
				// float16 nodes without shader-f16 pass session creation and fail in the run's shader.
				const lacksHalf =
					backend === "webgpu" && !(await describeAdapter())?.float16 && usesFloat16(bytes);
				const size = bytes.byteLength;
				warm = await createSession(bytes, lacksHalf ? "wasm" : backend);
				await cache.add(model, warm, size);
			}
			const digests = cache.keys().map((key) => Digest.parse(key));
			return { backend: warm.backend, create: now() - from, warm: digests };
		},

		async run({
			model,
			kernel: kernelId,
			kernelVersion,
			params: rawParams,
			input,
		}: ComputeRequest & { kind: "run" }): Promise<ComputeAnswer<"run">> {
			const from = now();
			const warm = cache.get(model);
			if (warm === undefined)
				throw new TabgridError("CONFLICT", "The model's session is not warm any more.");
			const kernel = options.kernel(kernelId, kernelVersion);
			const params = readParams(kernel.params, rawParams);
			const bundle = decodeBundle(input);
			const feeds = kernel.feeds(bundle, params);
			const ready = now();
			const { outputs, prepare, run } = await runSession(warm, feeds);
			const computed = now();
			const output = encodeBundle(kernel.outputs(outputs, bundle, params));
			return { output, prepare: ready - from + prepare, run, encode: now() - computed };
		},
	};

	/** Answers one request; see computeMessages.ts for what each kind does. */
	return async function answer(
		request: ComputeRequest,
	): Promise<ComputeAnswer<ComputeRequest["kind"]>> {
		switch (request.kind) {
			case "describe":
				return handlers.describe();
			case "measure":
				return handlers.measure(request);
			case "load":
				return handlers.load(request);
			case "run":
				return handlers.run(request);
		}
	};
}
