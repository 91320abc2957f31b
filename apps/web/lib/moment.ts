const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const day = { month: "short", day: "numeric" } as const;
const shapes = {
	dayAndClock: { ...day, ...time },
	dayOnly: { ...day, timeZone: "UTC" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const dayMs = 86_400_000;

/** Formats are made when they are first asked for: each takes a slow processor a tenth of a second. */
const made = new Map<keyof typeof shapes, Intl.DateTimeFormat>();
function formatOf(shape: keyof typeof shapes): Intl.DateTimeFormat {
	const format = made.get(shape) ?? new Intl.DateTimeFormat("en", shapes[shape]);
	made.set(shape, format);
	return format;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");
/** Without a format of the browser's: the first page's plots have these, and shall not wait for one. */
function clock(at: number): string {
	const date = new Date(at);
	return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** A moment in the visitor's own time, to the minute, as everybody reads it: 2026-11-22 04:05. */
export function dateAndClock(at: number): string {
	const date = new Date(at);
	const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
	return `${day} ${clock(at)}`;
}

/** A moment as a plot's axis names it, as exactly as its points are far apart; days are UTC. */
export function momentOf(pointMs: number): (at: number) => string {
	if (pointMs < 3_600_000) return clock;
	const shape = pointMs >= dayMs ? "dayOnly" : "dayAndClock";
	return (at) => formatOf(shape).format(at);
}
