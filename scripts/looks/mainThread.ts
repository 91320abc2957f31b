import { z } from "zod";

/** What is read of a trace's events: complete events and navigations; times in microseconds. */
const Event = z.object({
	name: z.string(),
	ph: z.string(),
	pid: z.number(),
	tid: z.number(),
	ts: z.number(),
	dur: z.number().optional(),
	tdur: z.number().optional(),
	args: z
		.object({ data: z.object({ documentLoaderURL: z.string().optional() }).optional() })
		.optional(),
});
const Events = z.array(z.unknown());

/** A task blocks for as long as it runs beyond this, in ms. */
const free = 50;

/** Below this share of the time the machine is too busy for a score, which counts waiting as work. */
const trustedShare = 0.7;

/** What a page's own thread did, in ms of this machine. */
export interface MainThread {
	/** From its tasks' beginnings to their ends. */
	readonly wall: number;
	/** What they had of a processor. Far less than `wall` means that others wanted it too. */
	readonly processor: number;
	/**
	 * Time blocked on a phone's processor that nobody else uses: what Lighthouse measures where `wall` and
	 * `processor` are the same.
	 */
	readonly blockedAlone: number;
}

/**
 * Reads the tasks of the thread that loaded `url` from a trace of Chromium's.
 * @param slowdown how many times slower than what was traced a phone is taken to be.
 * @returns null when the trace doesn't say which thread that was.
 */
export function mainThreadOf(
	traceEvents: unknown,
	url: string,
	slowdown: number,
): MainThread | null {
	const events = Events.parse(traceEvents).flatMap((each) => {
		const event = Event.safeParse(each);
		return event.success ? [event.data] : [];
	});
	const start = events.find(
		({ name, args }) => name === "navigationStart" && args?.data?.documentLoaderURL === url,
	);
	if (start === undefined) return null;
	const tasks = events.filter(
		({ name, ph, pid, tid, ts }) =>
			name === "RunTask" && ph === "X" && pid === start.pid && tid === start.tid && ts > start.ts,
	);
	const sum = (of: (task: z.infer<typeof Event>) => number) =>
		Math.round(tasks.reduce((total, task) => total + of(task), 0));
	return {
		wall: sum(({ dur = 0 }) => dur / 1_000),
		processor: sum(({ tdur = 0 }) => tdur / 1_000),
		blockedAlone: sum(({ tdur = 0 }) => Math.max(0, (tdur / 1_000) * slowdown - free)),
	};
}

/** Says what the thread had of the processor, and whether the score can be believed. */
export function describeMainThread({ wall, processor, blockedAlone }: MainThread): string {
	const share = wall === 0 ? 1 : processor / wall;
	const had = `its thread was busy for ${wall} ms and had a processor for ${processor} ms of them`;
	const alone = `alone it would block a phone for ${blockedAlone} ms`;
	const busy = share < trustedShare ? "; this machine is too busy for its score to mean much" : "";
	return `${had}; ${alone}${busy}`;
}
