export { BackendPreference } from "./backendPreference.ts";
export { createBlobClient } from "./blobs.ts";
export { Calibration, calibrate } from "./calibrate.ts";
export { ComputeClient, type ComputeWorker, type SpawnCompute } from "./computeClient.ts";
export { createComputeHost, type OrtModule } from "./computeHost.ts";
export { Hold, type HoldReason } from "./hold.ts";
export { identityOf, type ProviderIdentity } from "./identity.ts";
export { ModelStore } from "./modelStore.ts";
export {
	calibrationMemory,
	keepVouchers,
	openRunnerDatabase,
	readVouchers,
	sessionKeyPair,
} from "./openRunnerDatabase.ts";
export { fromOrtTensor, toFeeds } from "./ortTensors.ts";
export { type ProbeVariant, probeModel } from "./probeModel.ts";
export { type CalibrationMemory, Provider } from "./provider.ts";
export { ProviderLoop } from "./providerLoop.ts";
export { bucketMs } from "./recentWork.ts";
export { type ComputeScope, serveCompute } from "./serveCompute.ts";
export { SessionRecord } from "./sessionRecord.ts";
export {
	CurrentShard,
	emptySnapshot,
	ProviderPhase,
	ProviderSettings,
	ProviderSnapshot,
} from "./snapshot.ts";
export { threadCount } from "./threads.ts";
export { toTabgridError } from "./toTabgridError.ts";
