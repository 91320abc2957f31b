const clock = new Intl.DateTimeFormat("en", {
	hour: "2-digit",
	minute: "2-digit",
	hourCycle: "h23",
});
const dayAndClock = new Intl.DateTimeFormat("en", {
	month: "short",
	day: "numeric",
	hour: "2-digit",
	minute: "2-digit",
	hourCycle: "h23",
});
const dayOnly = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

const dayMs = 86_400_000;

/** A moment as a plot's axis names it, as exactly as its points are far apart; days are UTC. */
export function momentOf(pointMs: number): (at: number) => string {
	const format = pointMs >= dayMs ? dayOnly : pointMs >= 3_600_000 ? dayAndClock : clock;
	return (at) => format.format(at);
}
