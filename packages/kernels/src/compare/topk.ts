import { apart, gap, inUnitsOf, type Measured, short } from "./distance.ts";

/** The best classes of one row, best first, with their scores. */
interface Ranking {
	readonly classes: readonly number[];
	readonly scores: readonly number[];
	/** The score of any class, listed or not, where the whole row is known. */
	readonly scoreOf?: (name: number) => number;
}

/** Rows of rankings, as many in both, each of the same length. */
export type Rankings = readonly Ranking[];

/** Picks the `k` best of each row of dense scores; equal scores in class order, NaN last. */
export function rankingsOfScores(scores: ArrayLike<number>, classes: number, k: number): Rankings {
	const rows = classes === 0 ? 0 : scores.length / classes;
	return Array.from({ length: rows }, (_, row) => {
		const at = (index: number) => {
			const score = scores[row * classes + index] ?? Number.NaN;
			return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score;
		};
		const best: number[] = [];
		for (let index = 0; index < classes; index++) {
			let place = best.length;
			while (place > 0 && at(index) > at(best[place - 1] ?? 0)) place -= 1;
			if (place >= k) continue;
			best.splice(place, 0, index);
			if (best.length > k) best.pop();
		}
		const scoreOf = (index: number) => scores[row * classes + index] ?? Number.NaN;
		return { classes: best, scores: best.map(scoreOf), scoreOf };
	});
}

/** Reads rankings that were sent as two tensors of one shape, `width` classes a row; keeps `k`. */
export function rankingsOfLists(
	classes: ArrayLike<number>,
	scores: ArrayLike<number>,
	width: number,
	k: number,
): Rankings {
	const rows = width === 0 ? 0 : classes.length / width;
	const kept = Math.min(k, width);
	const row = (values: ArrayLike<number>, start: number) =>
		Array.from({ length: kept }, (_, place) => values[start + place] ?? Number.NaN);
	return Array.from({ length: rows }, (_, index) => ({
		classes: row(classes, index * width),
		scores: row(scores, index * width),
	}));
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
		const place = to.classes.indexOf(name);
		const other = place >= 0 ? to.scores[place] : to.scoreOf?.(name);
		if (other !== undefined) worst = Math.max(worst, gap(score, other));
		else if (!(score <= last)) worst = Math.max(worst, gap(score, last));
	});
	return worst;
}

/** `topk` over rows of rankings: see {@link rankingGap}. */
export function measureTopk(a: Rankings, b: Rankings, margin: number): Measured {
	let worst = 0;
	let worstAt = 0;
	a.forEach((ranking, row) => {
		const other = b[row];
		const distance = other ? rankingGap(ranking, other) : Number.POSITIVE_INFINITY;
		if (distance > worst) {
			worst = distance;
			worstAt = row;
		}
	});
	if (worst === Number.POSITIVE_INFINITY)
		return apart(`row ${worstAt}'s scores are infinite or no numbers on one side`);
	const distance = inUnitsOf(margin, worst);
	if (distance <= 1) return { distance };
	return { distance, why: `row ${worstAt}'s best classes are ${short(worst)} apart in score` };
}
