import type { SimProvider } from "./model.ts";
import type { Random } from "./random.ts";
import type { Scenario } from "./scenarios.ts";

/** A provider, and when it comes. */
export interface Entering {
	readonly provider: SimProvider;
	/** ms after the start. */
	readonly joinsAt: number;
	/** Honest results before the simulation. */
	readonly past: number;
}

/** Usual backend families, and how many of them are WASM (by number of threads). */
const families = 8;
const wasmFamilies = 2;

/**
 * The providers of a scenario. Speeds are log-normal around the usual time a shard takes (half to twice
 * for two thirds of them); a twentieth of the honest share their address block with others.
 */
export function createProviders(
	{ groups }: Scenario,
	random: Random,
	count: number,
	shardMs: number,
): Entering[] {
	const entering: Entering[] = [];
	let id = 0;
	for (const [number, group] of groups.entries()) {
		const size = Math.round(group.share * count);
		for (let at = 0; at < size; at++) {
			const crowded = group.blocks ?? (random.chance(0.05) ? 10 : 0);
			const family = group.family ?? random.int(families);
			const provider: SimProvider = {
				id,
				behaviour: group.behaviour(random),
				owner: id,
				block: crowded > 0 ? -1 - number * 1_000 - random.int(crowded) : id,
				speed: shardMs * 2 ** (0.8 * random.normal()),
				backend: family < wasmFamilies ? "wasm" : "webgpu",
				family,
				tricks: group.tricks ?? {},
				online: false,
				done: group.past,
				work: undefined,
			};
			entering.push({
				provider,
				joinsAt: (group.joinsAt ?? 0) + random.float() * (group.over ?? 0),
				past: group.past,
			});
			id += 1;
		}
	}
	return entering;
}
