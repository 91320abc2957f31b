import { EpochMs } from "@tabgrid/protocol";
import { z } from "zod";

/** Why a provider computes nothing although nobody paused it. */
export const HoldReason = z.enum([
	/** The computer runs on its battery. */
	"battery",
	/** No tab of the site is on screen. */
	"hidden",
	/** Somebody uses the computer. */
	"in-use",
	/** The browser no longer tells whether somebody does. */
	"idle-unknown",
	/** Today's minutes, or today's shards, are done. */
	"daily-minutes",
	"daily-shards",
	/** The person asked for a while of rest. */
	"snoozed",
	/** Every kernel is declined. */
	"no-kernels",
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** A stop that ends by itself. */
export const Hold = z.object({
	reason: HoldReason,
	/** When it ends at the latest, where that is known. */
	until: EpochMs.nullable(),
});
export type Hold = z.infer<typeof Hold>;
