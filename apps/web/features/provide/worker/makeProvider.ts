import { kernels } from "@tabgrid/kernels";
import {
	ComputeClient,
	calibrationMemory,
	createBlobClient,
	identityOf,
	keepVouchers,
	ModelStore,
	openRunnerDatabase,
	Provider,
	type ProviderSettings,
	sessionKeyPair,
} from "@tabgrid/kernels/runner";
import { limits } from "@tabgrid/protocol";
import { spawnCompute } from "./spawnCompute";

const gibibyte = 1024 ** 3;

/** Puts a provider together from what a browser has: IndexedDB, the Cache API, workers. */
export async function makeProvider(options: {
	readonly matcherUrl: string;
	readonly settings: ProviderSettings;
	readonly onChange: () => void;
}): Promise<Provider> {
	const database = await openRunnerDatabase();
	const blobs = createBlobClient(options.matcherUrl);
	return new Provider({
		...options,
		identity: async () => identityOf(await sessionKeyPair(database)),
		compute: new ComputeClient(spawnCompute),
		blobs,
		models: new ModelStore(blobs, globalThis.caches),
		memory: calibrationMemory(database),
		kernels: kernels.map(({ id }) => id),
		maxBytes: maxBytes(),
		onVouchers: (vouchers) => void keepVouchers(database, vouchers),
	});
}

/** A quarter of the memory that the browser tells of (Chromium does), else 1 GiB. */
function maxBytes(): number {
	const told = "deviceMemory" in navigator ? Number(navigator.deviceMemory) : 4;
	return Math.min(limits.model + limits.shardInput, Math.floor((told * gibibyte) / 4));
}
