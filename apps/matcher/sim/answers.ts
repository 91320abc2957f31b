import { type ComparedTensor, cheatAgrees, honestAgrees } from "./noise.ts";
import type { Random } from "./random.ts";

/** What a result says. Answers with the same whole part agree under the job's comparator. */
export type Answer = number;
/** Within the tolerance of the true answer. */
const right: Answer = 0;
/** A lie that the comparator can't tell from the right answer. */
const unseen: Answer = 0.5;

/** Added to the answer of an honest result that lies beyond the tolerance by chance. */
const falseAlarm = 0.25;

/** What the comparator makes of an answer: results with the same agree. */
export const seenAs = (answer: Answer) => Math.floor(answer);
/** What an oracle makes of it. */
export const isRight = (answer: Answer) => answer === right || answer % 1 === falseAlarm;

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

/** Honest results differ by measured noise. */
export const honest: Behaviour = {
	honest: true,
	answer: (_done, _now, random) => (honestAgrees(random) ? right : ownLie(random) + falseAlarm),
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

/** Runs the model with weights rounded to float16; what the comparator sees of that hangs on the tensor. */
export const lowPrecisionCheat = (tensor: ComparedTensor): Behaviour => ({
	honest: false,
	answer: (_done, _now, random) => (cheatAgrees(tensor, random) ? unseen : shared.lowPrecision),
});

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
