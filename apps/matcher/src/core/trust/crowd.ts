/** A block with more newcomers than this at work gets no work for a further one. */
const mostAtWork = 8;

/**
 * How many newcomers one newcomer is taken for: as many as its address block has (see addressBlock).
 * Keys cost nothing, so a block's new keys share the good that is thought of one person: each one's prior
 * counts of lies is multiplied by this (see doubt). With nine in a block a newcomer's word is worth
 * nothing until it has passed checks; an established provider's never depends on its neighbours.
 *
 * @param newcomers keys of its block that aren't established and were seen within the day, itself and
 * those that were caught included.
 */
export function crowdOf(established: boolean, newcomers: number): number {
	return established ? 1 : Math.max(1, newcomers);
}

/**
 * Whether a newcomer gets work now. Each of its results must be checked by others, so that a flood of new
 * keys would cost as much as the work itself; a block gets that many newcomers' worth of it at a time.
 * @param atWork other newcomers of its block that hold leases.
 */
export const admitsNewcomer = (atWork: number) => atWork < mostAtWork;
