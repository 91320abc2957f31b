import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Everything random in a simulation: the same seed gives the same run. */
export interface Random {
	/** Uniform in [0, 1). */
	float(): number;
	/** Uniform in 0..below − 1. */
	int(below: number): number;
	chance(probability: number): boolean;
	/** Exponentially distributed. */
	exponential(mean: number): number;
	/** Normally distributed, by Box and Muller. */
	normal(): number;
}

export function createRandom(seed: number): Random {
	const generator = xoroshiro128plus(seed);
	const float = () => uniformFloat64(generator);
	return {
		float,
		int: (below) => uniformInt(generator, 0, below - 1),
		chance: (probability) => probability > 0 && float() < probability,
		exponential: (mean) => -mean * Math.log(1 - float()),
		normal: () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float()),
	};
}
