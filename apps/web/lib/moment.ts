const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const day = { month: "short", day: "numeric" } as const;
const shapes = {
	clock: time,
	dayAndClock: { ...day, ...time },
	dayOnly: { ...day, timeZone: "UTC" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const dayMs = 86_400_000;

/** Formats are made when they are first asked for: each takes a slow processor tens of milliseconds. */
const made = new Map<keyof typeof shapes, Intl.DateTimeFormat>();
function formatOf(shape: keyof typeof shapes): Intl.DateTimeFormat {
	const format = made.get(shape) ?? new Intl.DateTimeFormat("en", shapes[shape]);
	made.set(shape, format);
	return format;
}

/** A moment as a plot's axis names it, as exactly as its points are far apart; days are UTC. */
export function momentOf(pointMs: number): (at: number) => string {
	const shape = pointMs >= dayMs ? "dayOnly" : pointMs >= 3_600_000 ? "dayAndClock" : "clock";
	return (at) => formatOf(shape).format(at);
}
