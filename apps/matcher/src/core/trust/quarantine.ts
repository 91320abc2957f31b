/** What the origins (see addressBlock and rings) of one backend family returned for one model. */
export interface FamilyTally {
	/** Distinct origins whose checked results were right. */
	readonly right: number;
	/** Distinct origins whose results were found wrong while agreeing with each other. */
	readonly wrongAlike: number;
}

/** Fewer could be a ring. */
const leastOrigins = 3;

/**
 * Whether a backend family (adapter and driver, as the provider reports it) computes a model wrongly: at
 * least three origins were wrong in the same way, and they are most of the family's. The family then gets
 * no more of that model, and its providers are forgiven those results: the fault isn't theirs. They keep
 * no trust for it either, so that a ring gains nothing by naming a family of its own.
 */
export function isFaultyFamily({ right, wrongAlike }: FamilyTally): boolean {
	return wrongAlike >= leastOrigins && wrongAlike > right;
}
