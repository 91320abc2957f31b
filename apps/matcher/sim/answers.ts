import type { Random } from "./random.ts";

/** What a result says. 0 is the right answer; equal numbers are answers that agree with each other. */
export type Answer = number;
export const right: Answer = 0;

/** How a provider answers. */
export interface Behaviour {
	readonly honest: boolean;
	/**
	 * @param done results that the provider delivered before, its past included.
	 * @param now ms.
	 */
	answer(done: number, now: number, random: Random): Answer;
}

/** Answers that many give independently of each other, and that therefore agree. */
const shared = { constant: -1, copiedInput: -2, lowPrecision: -3, brokenBackend: -4, ring: -100 };

/** A wrong answer like no other's. */
const ownLie = (random: Random) => 1 + random.int(2 ** 31);

/** False alarms between honest results: the tolerance is set far above measured noise, not infinitely. */
const falseAlarm = 1e-7;

export const honest: Behaviour = {
	honest: true,
	answer: (_done, _now, random) => (random.chance(falseAlarm) ? ownLie(random) : right),
};

/** Makes each answer up with the given chance, alone. */
export const liar = (chance: number): Behaviour => ({
	honest: false,
	answer: (_done, _now, random) => (random.chance(chance) ? ownLie(random) : right),
});

/** Returns zeros for everything: such lies agree with each other. */
export const constantLiar: Behaviour = { honest: false, answer: () => shared.constant };

/** Returns its input. */
export const inputCopier: Behaviour = { honest: false, answer: () => shared.copiedInput };

/**
 * Runs the model with weights rounded to 16 bits. With evidence from before a saturating output, honest
 * noise stays hundreds of times below the difference; a rounding that lands within the tolerance anyway
 * is as good as right.
 */
export const lowPrecisionCheat: Behaviour = {
	honest: false,
	answer: (_done, _now, random) => (random.chance(1e-3) ? right : shared.lowPrecision),
};

/** An honest provider whose backend computes this model wrongly. */
export const brokenBackend: Behaviour = { honest: true, answer: () => shared.brokenBackend };

/** Members of ring `ring` agree on one wrong answer a shard, and give it with the given chance. */
export const ringMember = (ring: number, chance = 1): Behaviour => ({
	honest: false,
	answer: (_done, _now, random) => (random.chance(chance) ? shared.ring - ring : right),
});

/** Is honest for `after` results, then a member of the ring. */
export function sleeper(ring: number, after: number, chance = 1): Behaviour {
	const awake = ringMember(ring, chance);
	return {
		honest: false,
		answer: (done, now, random) => (done < after ? right : awake.answer(done, now, random)),
	};
}
