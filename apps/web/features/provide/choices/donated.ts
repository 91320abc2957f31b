import { z } from "zod";
import { localDay } from "./localDay";

const Work = z.object({
	/** Shards computed. */
	shards: z.int().nonnegative(),
	/** Time spent on computing them, in ms. */
	computeMs: z.int().nonnegative(),
});
export type Work = z.infer<typeof Work>;

/** What this browser gave, on one local day and in all. */
export const Donated = z.object({ day: z.iso.date(), today: Work, total: Work });
export type Donated = z.infer<typeof Donated>;

const nothing: Work = { shards: 0, computeMs: 0 };
const sum = (a: Work, b: Work): Work => ({
	shards: a.shards + b.shards,
	computeMs: a.computeMs + b.computeMs,
});

/** The account of someone who gave nothing yet. */
export const nothingDonated = (now: number): Donated => ({
	day: localDay(now),
	today: nothing,
	total: nothing,
});

/** Adds work done now; a new local day begins with nothing. */
export function addDonated(donated: Donated, work: Work, now: number): Donated {
	const day = localDay(now);
	const today = day === donated.day ? donated.today : nothing;
	return { day, today: sum(today, work), total: sum(donated.total, work) };
}
