const units = ["B", "KiB", "MiB", "GiB"] as const;

/** A size in bytes for a person: `1.4 MiB`. */
export function formatBytes(bytes: number): string {
	let value = bytes;
	let unit: (typeof units)[number] = "B";
	for (const next of units) {
		unit = next;
		if (value < 1024) break;
		if (next !== "GiB") value /= 1024;
	}
	return `${unit === "B" ? value : value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
