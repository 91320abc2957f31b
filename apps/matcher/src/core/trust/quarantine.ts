/** Origins (see addressBlock and rings) by what their checked results of one model were. */
export interface OriginCounts {
	/** Whose results were right. */
	readonly right: number;
	/** Whose results were found wrong while agreeing with each other. */
	readonly wrongAlike: number;
}

/** What a backend family returned for one model. */
export interface FamilyTally extends OriginCounts {
	/** Those of them that were established when they answered. */
	readonly established?: OriginCounts;
}

/** Fewer could be a ring. */
const leastOrigins = 3;

/**
 * Whether a backend family (adapter and driver, as the provider reports it) computes a model wrongly: at
 * least three origins were wrong in the same way, and they are most of the family's. The family then gets
 * no more of that model, and its providers are forgiven those results: the fault isn't theirs. They keep
 * no trust for it either, so that a ring gains nothing by naming a family of its own.
 *
 * Once an established provider of the family was right, only established ones speak against it: or a
 * crowd of new keys that name everybody's family would put all the grid out of work.
 */
export function isFaultyFamily({ established, ...all }: FamilyTally): boolean {
	const counted = established !== undefined && established.right > 0 ? established : all;
	return counted.wrongAlike >= leastOrigins && counted.wrongAlike > counted.right;
}
