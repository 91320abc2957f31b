import { type Comparator, elementCount, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { numbersBetween } from "../tensor/blocks.ts";
import { isFloat, stringsOf } from "../tensor/views.ts";
import { apart, inUnitsOf, type Measured } from "./distance.ts";
import { editDistance } from "./editDistance.ts";

type Text = Extract<Comparator, { kind: "text" }>;

/** A step of which every score is no number. */
const noClass = -1;

/**
 * `text`: at most `edits` edits between the two readings of every text; see the protocol's `Comparator`
 * for what a tensor's texts are. Numbers are decoded one text at a time.
 */
export function measureText(a: TensorBytes, b: TensorBytes, { edits, blank }: Text): Measured {
	if (a.dtype === "string") return measureStrings(a, b, edits);
	const { texts, steps, classes } = layoutOf(a);
	const size = steps * classes;
	const decode = (values: ArrayLike<number>) =>
		isFloat(a.dtype) ? bestClasses(values, classes) : Array.from(values);
	const worst = { edits: 0, text: 0 };
	for (let text = 0; text < texts; text++) {
		const left = numbersBetween(a, text * size, (text + 1) * size);
		const right = numbersBetween(b, text * size, (text + 1) * size);
		for (let i = 0; i < size; i++)
			if (Number.isNaN(left[i]) !== Number.isNaN(right[i]))
				return apart(`element ${text * size + i} is NaN on one side only`);
		const read = (values: ArrayLike<number>) => collapse(decode(values), blank);
		const distance = editDistance(read(left), read(right), edits);
		if (distance > worst.edits) Object.assign(worst, { edits: distance, text });
	}
	return verdict(worst.edits, edits, `text ${worst.text}`);
}

/** How many texts, the time steps of each, and the scores of each step (1 for integers). */
function layoutOf({ dtype, dims }: TensorBytes) {
	const classes = isFloat(dtype) ? (dims.at(-1) ?? 1) : 1;
	const steps = dims.at(isFloat(dtype) ? -2 : -1) ?? 1;
	const ofSteps = isFloat(dtype) && dims.length < 2 ? 1 : steps;
	const size = classes * ofSteps;
	return { texts: size === 0 ? 0 : elementCount(dims) / size, steps: ofSteps, classes };
}

function bestClasses(scores: ArrayLike<number>, classes: number): number[] {
	return Array.from({ length: scores.length / classes }, (_, step) => {
		let best = noClass;
		let highest = Number.NEGATIVE_INFINITY;
		for (let index = 0; index < classes; index++) {
			const score = scores[step * classes + index] ?? Number.NaN;
			if (Number.isNaN(score) || (best !== noClass && score <= highest)) continue;
			best = index;
			highest = score;
		}
		return best;
	});
}

/** CTC: what is repeated counts once, then blanks go. */
const collapse = (symbols: readonly number[], blank: number | undefined) =>
	blank === undefined
		? symbols
		: symbols.filter((symbol, step) => symbol !== blank && symbol !== symbols[step - 1]);

function measureStrings(a: TensorBytes, b: TensorBytes, edits: number): Measured {
	let left: string[];
	let right: string[];
	try {
		left = stringsOf(a);
		right = stringsOf(b);
	} catch (error) {
		if (error instanceof TabgridError && error.code === "BAD_INPUT") return apart(error.message);
		throw error;
	}
	const points = (text = "") => Array.from(text, (character) => character.codePointAt(0) ?? 0);
	let worst = 0;
	let at = 0;
	left.forEach((text, place) => {
		if (text === right[place]) return;
		const distance = editDistance(points(text), points(right[place]), edits);
		if (distance > worst) [worst, at] = [distance, place];
	});
	return verdict(worst, edits, `text ${at}, ${excerpt(left[at])} against ${excerpt(right[at])},`);
}

function verdict(worst: number, edits: number, what: string): Measured {
	const distance = inUnitsOf(edits, worst);
	if (distance <= 1) return { distance };
	return { distance, why: `${what} takes more than ${edits} edits` };
}

/** Short and printable: the text is a provider's. */
function excerpt(text = ""): string {
	const printable = text.replace(/\p{C}/gu, "�");
	return `“${printable.slice(0, 60)}${printable.length > 60 ? "…" : ""}”`;
}
