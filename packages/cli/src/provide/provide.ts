import { join } from "node:path";
import {
	type BackendPreference,
	ComputeClient,
	createBlobClient,
	identityOf,
	ModelStore,
	Provider,
	type ProviderSnapshot,
} from "@tabgrid/kernels/runner";
import { type KernelId, limits } from "@tabgrid/protocol";
import type { Settings } from "../environment.ts";
import { calibrationFile } from "./calibrationFile.ts";
import { guardMemory } from "./guardMemory.ts";
import { modelFolder } from "./modelFolder.ts";
import { loadSessionKey, sessionKeyFile } from "./sessionKeyFile.ts";
import { computeSpawner } from "./spawnCompute.ts";

export interface ProvideOptions {
	readonly settings: Settings;
	/** Kernels to accept. */
	readonly kernels: readonly KernelId[];
	readonly backend: BackendPreference;
	/** Percent of the time to compute, 10 to 100. */
	readonly intensity: number;
	/** Threads of the WASM backend. */
	readonly threads: number;
	/** Memory that the process may take, in bytes. */
	readonly maxMemory: number;
	readonly onChange: (snapshot: ProviderSnapshot) => void;
}

/** A provider put together from what Node has: a key file, a folder of models, threads. */
export function makeProvider(options: ProvideOptions) {
	const { settings, kernels, backend, intensity, threads, maxMemory } = options;
	const { matcherUrl, home } = settings;
	const blobs = createBlobClient(matcherUrl);
	const quarter = Math.floor(maxMemory / 4);
	const compute = new ComputeClient(
		computeSpawner({ threads, warmBytes: quarter, gpu: backend !== "wasm" }),
	);
	const provider: Provider = new Provider({
		matcherUrl,
		identity: async () => identityOf(await loadSessionKey(sessionKeyFile(home))),
		compute,
		blobs,
		models: new ModelStore(blobs, modelFolder(join(home, "models"))),
		memory: calibrationFile(join(home, "calibrations.json")),
		kernels,
		maxBytes: Math.min(limits.model + limits.shardInput, quarter),
		settings: { paused: false, intensity, backend },
		onChange: () => options.onChange(provider.snapshot()),
		onVouchers: () => {}, // the matcher and the chain know them: `tabgrid redeem`
	});
	const unguard = guardMemory(compute, maxMemory);
	return {
		provider,
		/** Takes no more work, finishes what computes, gives the rest back, and ends. */
		async drain(limitMs: number): Promise<void> {
			await provider.drain(limitMs);
			unguard();
		},
	};
}
