import type { HoldReason } from "@tabgrid/kernels/runner";
import type { Choices } from "./choices/choices";

/** What to choose so that a reason to rest holds no more. */
export const holdWayOut: Readonly<Record<HoldReason, Partial<Choices>>> = {
	battery: { stopOnBattery: false },
	hidden: { onlyVisible: false },
	"in-use": { onlyIdle: false },
	"idle-unknown": { onlyIdle: false },
	"daily-minutes": { dailyLimit: null },
	"daily-shards": { dailyLimit: null },
	snoozed: { snoozedUntil: null },
	"no-kernels": { declinedKernels: [] },
};
