const number = (value: number) => value.toLocaleString("en");
const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;

/** Words about what a client's network computes in. */
export const arithmeticStrings = {
	title: "Arithmetic",
	choices: {
		float: {
			name: "As it is",
			means:
				"Floats differ a little between devices, so results are compared within measured tolerances.",
		},
		exact8: {
			name: "8-bit integers, exact",
			means:
				"The network is rewritten so that every device gives the same bits, and any lie shows. It loses some precision; you see how much before you pay.",
		},
		portable: {
			name: "Portable floats, exact",
			means:
				"The network is rewritten in steps that every device rounds alike, so every device gives the same bits. Nothing is lost, but it takes several times as long.",
		},
	},
	converting: "Making the network exact, on examples of your inputs…",
	refusedTitle: "This network can’t be made exact",
	refusedEnd: "It stays as it is.",
	convertedTitle: (arithmetic: "exact8" | "portable") =>
		({ exact8: "Now in 8-bit integers", portable: "Now in portable floats" })[arithmetic],
	loss: "Lost",
	lossText: (relative: number) =>
		`${relative < 1e-5 ? "less than 0.001 %" : percent(relative)} of the output’s size`,
	best: "Same best class",
	bestText: (same: number, rows: number) => `in ${number(same)} of ${number(rows)} rows`,
	time: "Time",
	timeText: (slower: number) =>
		slower > 0.95 && slower < 1.05
			? "the same"
			: slower > 1
				? `${slower.toFixed(1)} times as long`
				: `${percent(1 - slower)} less`,
	timeUnknown: "too short to tell",
	examples: (rows: number, of: number) =>
		rows === of
			? `Measured here on all ${number(of)} rows of your inputs.`
			: `Measured here on ${number(rows)} of your ${number(of)} rows.`,
	leftOut: (operator: string) =>
		`The ${operator} at the end is left out: the result is what it was fed, in the same order.`,
	/** How an exact network's results are compared. */
	compared: {
		what: "Results must be equal, bit for bit: there is no tolerance that a cheat could use.",
		but: (outputs: readonly string[]) =>
			`Results must be equal, bit for bit, but for ${outputs.join(" and ")}, which your own comparison decides.`,
		own: "Your own comparison decides, although results could be compared bit for bit.",
		skip: "Skip",
		same: (runs: readonly string[]) => `${runs.join(" and ")} gave the same bits for a shard here.`,
		alone: (run: string) => `Only ${run} computed a shard here.`,
		apart: "WASM and WebGPU gave different bits here",
		apartWhy:
			"This browser’s WebGPU doesn’t compute as it should. Only providers that compute on WASM will get the job’s shards.",
	},
} as const;
