import { type Comparator, elementCount, type TensorBytes } from "@tabgrid/protocol";
import { blockPairs, numbersBetween } from "../tensor/blocks.ts";
import { apart, gap, inUnitsOf, type Measured, short } from "./distance.ts";

type Topk = Extract<Comparator, { kind: "topk" }>;

/** The best classes of one row, best first, with their scores. */
interface Ranking {
	readonly classes: readonly number[];
	readonly scores: readonly number[];
	/** The score of any class, listed or not, where the whole row is known. */
	readonly scoreOf?: (name: number) => number;
}

/** Picks the `k` best of a row of dense scores; equal scores in class order, NaN last. */
function rankingOfScores(
	values: ArrayLike<number>,
	from: number,
	width: number,
	k: number,
): Ranking {
	const scoreOf = (index: number) => values[from + index] ?? Number.NaN;
	const at = (index: number) => {
		const score = scoreOf(index);
		return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score;
	};
	const best: number[] = [];
	for (let index = 0; index < width; index++) {
		let place = best.length;
		while (place > 0 && at(index) > at(best[place - 1] ?? 0)) place -= 1;
		if (place >= k) continue;
		best.splice(place, 0, index);
		if (best.length > k) best.pop();
	}
	return { classes: best, scores: best.map(scoreOf), scoreOf };
}

/** A ranking that was sent as a row of classes and one of scores; keeps `k`. */
function rankingOfLists(classes: ArrayLike<number>, scores: ArrayLike<number>, k: number): Ranking {
	const kept = Math.min(k, classes.length);
	const first = (values: ArrayLike<number>) =>
		Array.from({ length: kept }, (_, place) => values[place] ?? Number.NaN);
	return { classes: first(classes), scores: first(scores) };
}

/**
 * How far two rankings are apart, in score. Let every class's score differ by ε at most between two
 * honest providers; then (1) the r-th best scores differ by ε at most, since sorting is a contraction;
 * (2) a class's scores with both, where both are known, are ε apart at most; (3) a class that the
 * other doesn't list has, with the other, a score not above the other's last, so its own exceeds that
 * last by ε at most. These three are what is measured, so honest noise up to `margin` never flips a
 * verdict, and a class can stand in for another only where their scores are that near.
 */
function rankingGap(a: Ranking, b: Ranking): number {
	let worst = 0;
	for (let rank = 0; rank < a.scores.length; rank++)
		worst = Math.max(worst, gap(a.scores[rank] ?? Number.NaN, b.scores[rank] ?? Number.NaN));
	return Math.max(worst, exchangeGap(a, b), exchangeGap(b, a));
}

function exchangeGap(from: Ranking, to: Ranking): number {
	const last = Math.min(...to.scores);
	let worst = 0;
	from.classes.forEach((name, rank) => {
		const score = from.scores[rank] ?? Number.NaN;
		const listed = scoresOf(name, to);
		if (listed.length > 0)
			worst = Math.max(worst, Math.min(...listed.map((other) => gap(score, other))));
		else if (to.scoreOf) worst = Math.max(worst, gap(score, to.scoreOf(name)));
		else if (!(score <= last)) worst = Math.max(worst, gap(score, last));
	});
	return worst;
}

/** A list that names a class twice makes no sense, but agrees with itself. */
const scoresOf = (name: number, { classes, scores }: Ranking): number[] =>
	classes.flatMap((other, place) => (other === name ? (scores[place] ?? Number.NaN) : []));

/** `topk` over dense scores: see {@link rankingGap}. NaN must stand at the same places. */
export function measureTopk(a: TensorBytes, b: TensorBytes, { k, margin }: Topk): Measured {
	const width = a.dims.at(-1) ?? 1;
	const worst = new Worst(margin);
	for (const block of blockPairs(a, b, width)) {
		for (let i = 0; i < block.a.length; i++)
			if (Number.isNaN(block.a[i]) !== Number.isNaN(block.b[i]))
				return apart(`element ${block.start + i} is NaN on one side only`);
		for (let from = 0; from < block.a.length; from += width) {
			const best = (values: ArrayLike<number>) => rankingOfScores(values, from, width, k);
			worst.see(rankingGap(best(block.a), best(block.b)), (block.start + from) / width);
		}
	}
	return worst.verdict();
}

/** Class numbers, best first, with the tensor that holds their scores. */
export interface ListedClasses {
	readonly classes: TensorBytes;
	readonly scores: TensorBytes;
}

/** `topk` over lists of the best classes: see {@link rankingGap}. */
export function measureListed(a: ListedClasses, b: ListedClasses, { k, margin }: Topk): Measured {
	const width = a.classes.dims.at(-1) ?? 1;
	const count = width === 0 ? 0 : elementCount(a.classes.dims) / width;
	const worst = new Worst(margin);
	for (let row = 0; row < count; row++) {
		const part = (tensor: TensorBytes) => numbersBetween(tensor, row * width, (row + 1) * width);
		const ranking = ({ classes, scores }: ListedClasses) =>
			rankingOfLists(part(classes), part(scores), k);
		worst.see(rankingGap(ranking(a), ranking(b)), row);
	}
	return worst.verdict();
}

/** The row whose rankings are furthest apart. */
class Worst {
	readonly #margin: number;
	#gap = 0;
	#row = 0;

	constructor(margin: number) {
		this.#margin = margin;
	}

	see(gap: number, row: number): void {
		if (!(gap > this.#gap)) return;
		this.#gap = gap;
		this.#row = row;
	}

	verdict(): Measured {
		if (this.#gap === Number.POSITIVE_INFINITY)
			return apart(`row ${this.#row}'s scores are infinite or no numbers on one side`);
		const distance = inUnitsOf(this.#margin, this.#gap);
		if (distance <= 1) return { distance };
		return {
			distance,
			why: `row ${this.#row}'s best classes are ${short(this.#gap)} apart in score`,
		};
	}
}
