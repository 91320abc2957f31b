const units = ["FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP"] as const;

/** A number of floating-point operations in the unit that suits it, to two digits: `4.2 GFLOP`. */
export function formatFlop(flop: number): string {
	let value = flop;
	let power = 0;
	while (value >= 1_000 && power < units.length - 1) {
		value /= 1_000;
		power++;
	}
	return `${value.toLocaleString("en", { maximumSignificantDigits: 2 })} ${units[power]}`;
}
