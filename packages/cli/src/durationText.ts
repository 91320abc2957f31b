const units = [
	["d", 86_400],
	["h", 3_600],
	["min", 60],
	["s", 1],
] as const;

/** A duration in its two largest units: "1 h 12 min", "40 s". */
export function durationText(ms: number): string {
	let seconds = Math.round(ms / 1_000);
	const parts: string[] = [];
	for (const [unit, size] of units) {
		const count = Math.floor(seconds / size);
		if (count > 0) parts.push(`${count} ${unit}`);
		else if (parts.length > 0) break;
		seconds -= count * size;
	}
	return parts.slice(0, 2).join(" ") || "0 s";
}
