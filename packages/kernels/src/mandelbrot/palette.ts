/** A colour: red, green, blue from 0 to 255. */
export type Colour = readonly [number, number, number];

const inside: Colour = [8, 12, 14];
/** Of pixels whose tile failed. */
export const missing: Colour = [128, 128, 128];

/** Colours in a circle, from deep water to sand and back. */
const stops: readonly Colour[] = [
	[7, 35, 48],
	[11, 95, 84],
	[46, 184, 138],
	[226, 240, 203],
	[246, 196, 108],
	[188, 84, 48],
	[62, 24, 56],
];
/** Steps of the palette from one stop to the next. */
const stepsBetween = 12;

/**
 * The colour of each number of iterations. Steps widen with the square root, so that both the slow outer
 * bands and the dense inner ones can be told apart.
 */
export function paletteOf(iterations: number): readonly Colour[] {
	return Array.from({ length: iterations + 1 }, (_, count) =>
		count === iterations ? inside : colourAt(Math.sqrt(count) * 4),
	);
}

function colourAt(position: number): Colour {
	const at = position / stepsBetween;
	const from = stops[Math.floor(at) % stops.length] ?? inside;
	const to = stops[(Math.floor(at) + 1) % stops.length] ?? inside;
	const share = at - Math.floor(at);
	const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] * (1 - share) + to[channel] * share);
	return [mix(0), mix(1), mix(2)];
}
