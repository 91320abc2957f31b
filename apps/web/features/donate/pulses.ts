/** A light in a cell of the field. */
export interface Pulse {
	readonly column: number;
	readonly row: number;
	/** When it begins, on the clock of animation frames, in ms. */
	readonly at: number;
	/** 0 to 1. */
	readonly strength: number;
	readonly own: boolean;
}

const riseMs = 180;
const fallMs = 2_600;
/** Rings around a light of one's own: how much later each begins, and how strong it is. */
const rings = [
	{ distance: 1, delay: 110, strength: 0.4 },
	{ distance: 2, delay: 220, strength: 0.16 },
] as const;

/** How bright a pulse is at `now`, 0 to 1; `null` once it is over. */
export function brightness({ at, strength }: Pulse, now: number): number | null {
	const age = now - at;
	if (age < 0) return 0;
	if (age < riseMs) return (strength * age) / riseMs;
	const rest = 1 - (age - riseMs) / fallMs;
	return rest <= 0 ? null : strength * rest * rest;
}

/** The lights of one shard: a cell, and for a shard of one's own the rings around it. */
export function lightsOf(
	centre: { readonly column: number; readonly row: number },
	at: number,
	own: boolean,
): Pulse[] {
	const lights: Pulse[] = [{ ...centre, at, strength: own ? 1 : 0.55, own }];
	if (!own) return lights;
	for (const { distance, delay, strength } of rings)
		for (let dx = -distance; dx <= distance; dx++)
			for (let dy = -distance; dy <= distance; dy++)
				if (Math.abs(dx) + Math.abs(dy) === distance)
					lights.push({
						column: centre.column + dx,
						row: centre.row + dy,
						at: at + delay,
						strength,
						own,
					});
	return lights;
}
