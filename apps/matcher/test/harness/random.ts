/** Numbers in [0, 1) that follow from a seed: mulberry32 (Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The seed of this run: FAULT_SEED, or a new one. Printed, so that a failure can be had again. */
export function seedOfThisRun(): number {
	const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 32));
	console.info(`FAULT_SEED=${seed}`);
	return seed;
}
