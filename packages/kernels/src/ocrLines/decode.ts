import { TabgridError } from "@tabgrid/protocol";
import { format } from "./format.ts";
import { dictionary } from "./generated/dictionary.ts";

/** A line's text with its confidence. */
export interface DecodedLine {
	readonly text: string;
	/** Mean score of the characters' time steps, 0 to 1; 0 for an empty text. */
	readonly confidence: number;
}

const characters = Array.from(dictionary);

/** The character of a class. @throws TabgridError BAD_INPUT for a number that is no class. */
export function characterOf(index: number): string {
	if (index === format.space) return " ";
	const character = characters[index - 1];
	if (character === undefined)
		throw new TabgridError("BAD_INPUT", `${index} is no class of the recognition model.`);
	return character;
}

/**
 * Greedy CTC decoding (Graves et al., 2006): the best class of each time step, repetitions merged,
 * blanks dropped. Spaces at either end, which are only the picture's margins, are dropped too.
 * @param best the best class of each time step
 * @param scores its score
 */
export function decodeCtc(best: ArrayLike<number>, scores: ArrayLike<number>): DecodedLine {
	const read: { character: string; score: number }[] = [];
	let previous: number = format.blank;
	for (let step = 0; step < best.length; step++) {
		const index = best[step] ?? format.blank;
		if (index !== format.blank && index !== previous)
			read.push({ character: characterOf(index), score: scores[step] ?? 0 });
		previous = index;
	}
	const isText = ({ character }: { character: string }) => character !== " ";
	const kept = read.slice(Math.max(read.findIndex(isText), 0), read.findLastIndex(isText) + 1);
	return {
		text: kept.map(({ character }) => character).join(""),
		confidence: kept.length === 0 ? 0 : kept.reduce((sum, one) => sum + one.score, 0) / kept.length,
	};
}
