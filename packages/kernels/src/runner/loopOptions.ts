import type { KernelId, Voucher } from "@tabgrid/protocol";
import type { BlobClient } from "./blobs.ts";
import type { Calibration } from "./calibrate.ts";
import type { ComputeClient } from "./computeClient.ts";
import type { ProviderIdentity } from "./identity.ts";
import type { ModelStore } from "./modelStore.ts";
import type { SessionRecord } from "./sessionRecord.ts";
import type { ProviderSnapshot } from "./snapshot.ts";

/** What a loop is made of and for. */
export interface ProviderLoopOptions {
	readonly matcherUrl: string;
	readonly identity: ProviderIdentity;
	/** A random UUID, one for the life of the worker. */
	readonly instance: string;
	readonly compute: ComputeClient;
	readonly blobs: BlobClient;
	readonly models: ModelStore;
	readonly calibration: Calibration;
	/** Kernels that it accepts; with none it asks for nothing. */
	readonly kernels: readonly KernelId[];
	/** Largest model plus input that the device can take, in bytes. */
	readonly maxBytes: number;
	/** Percent of the time to compute, 10 to 100. */
	readonly intensity: number;
	readonly paused: boolean;
	/** Where it notes what it does, when that shall outlive this loop. */
	readonly record?: SessionRecord;
	/** Something in the loop's status changed. Called often: throttle. */
	readonly onChange: () => void;
	/** The graphics device was lost, and again on a fresh worker. */
	readonly onDeviceLost: () => void;
	/** The operator's newest vouchers for this provider. */
	readonly onVouchers: (vouchers: Voucher[]) => void;
}

/** What the loop knows of itself. */
export type LoopStatus = Pick<
	ProviderSnapshot,
	"phase" | "summary" | "current" | "counts" | "intensity" | "retryAt" | "lastError"
>;
