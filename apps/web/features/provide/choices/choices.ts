import { EpochMs, KernelId } from "@tabgrid/protocol";
import { z } from "zod";

/** How much is enough for a day. */
export const DailyLimit = z.object({
	unit: z.enum(["minutes", "shards"]),
	amount: z.int().min(1).max(100_000),
});
export type DailyLimit = z.infer<typeof DailyLimit>;

/** When this browser may work and on what, as the person chose; kept in localStorage. */
export const Choices = z.object({
	stopOnBattery: z.boolean(),
	/** Only while a tab of the site is on screen. */
	onlyVisible: z.boolean(),
	/** Only while nobody uses the computer. */
	onlyIdle: z.boolean(),
	dailyLimit: DailyLimit.nullable(),
	declinedKernels: z.array(KernelId).max(50),
	/** A pause that ends by itself. */
	snoozedUntil: EpochMs.nullable(),
	/** Plays a tone that nobody hears, so that the browser does not slow a hidden tab. */
	quietTone: z.boolean(),
});
export type Choices = z.infer<typeof Choices>;

/** What holds for someone who has chosen nothing: a battery is never drained unasked. */
export const noChoices: Choices = {
	stopOnBattery: true,
	onlyVisible: false,
	onlyIdle: false,
	dailyLimit: null,
	declinedKernels: [],
	snoozedUntil: null,
	quietTone: false,
};
