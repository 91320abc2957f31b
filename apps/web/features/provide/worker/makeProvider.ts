import {
	ComputeClient,
	calibrationMemory,
	createBlobClient,
	type Hold,
	identityOf,
	keepVouchers,
	ModelStore,
	openRunnerDatabase,
	Provider,
	type ProviderSettings,
	sessionKeyPair,
} from "@tabgrid/kernels/runner";
import { type KernelId, limits } from "@tabgrid/protocol";
import { spawnCompute } from "./spawnCompute";

const gibibyte = 1024 ** 3;

/** Puts a provider together from what a browser has: IndexedDB, the Cache API, workers. */
export function makeProvider(options: {
	readonly matcherUrl: string;
	readonly settings: ProviderSettings;
	readonly hold: Hold | null;
	readonly kernels: readonly KernelId[];
	readonly recent: readonly number[];
	readonly onChange: () => void;
}): Provider {
	const database = openRunnerDatabase();
	database.catch(() => {}); // reading the key tells of it
	const blobs = createBlobClient(options.matcherUrl);
	return new Provider({
		...options,
		identity: async () => identityOf(await sessionKeyPair(await database)),
		compute: new ComputeClient(spawnCompute),
		blobs,
		models: new ModelStore(blobs, globalThis.caches),
		memory: calibrationMemory(database),
		maxBytes: maxBytes(),
		onVouchers: (vouchers) => {
			const keeping = database.then((open) => keepVouchers(open, vouchers));
			keeping.catch(() => {}); // a full disk: the matcher and the chain still know them
		},
	});
}

/** A quarter of the memory that the browser tells of (Chromium does), else 1 GiB. */
function maxBytes(): number {
	const told = "deviceMemory" in navigator ? Number(navigator.deviceMemory) : 4;
	return Math.min(limits.model + limits.shardInput, Math.floor((told * gibibyte) / 4));
}
