import { burnMultiple } from "@tabgrid/contracts";

/** A stake as the contract has it; amounts in minor units, `leavesAt` in seconds, 0 while nothing leaves. */
export interface StakeRecord {
	readonly amount: bigint;
	readonly leaving: bigint;
	readonly leavesAt: bigint;
}

/** What a stake comes to at a moment. Amounts are minor units. */
export type StakeStanding =
	| { readonly kind: "none" }
	| { readonly kind: "staked"; readonly amount: bigint; readonly stays: bigint }
	| {
			/** `ready` once the notice is over and what is leaving can be withdrawn. */
			readonly kind: "leaving" | "ready";
			readonly amount: bigint;
			readonly stays: bigint;
			readonly leaving: bigint;
			/** Epoch ms. */
			readonly leavesAt: number;
	  };

/** Reads a stake at the chain's time, in seconds. */
export function standingOf(
	{ amount, leaving, leavesAt }: StakeRecord,
	chainTime: bigint,
): StakeStanding {
	if (amount === 0n) return { kind: "none" };
	const stays = amount - leaving;
	if (leaving === 0n) return { kind: "staked", amount, stays };
	const kind = chainTime >= leavesAt ? "ready" : "leaving";
	return { kind, amount, stays, leaving, leavesAt: Number(leavesAt) * 1_000 };
}

/** The highest price of a replica at which a provider with so much at stake counts as staked. */
export const coveredPrice = (stays: bigint): bigint => stays / burnMultiple;

/** What must be at stake for a provider to count as staked at a price of a replica. */
export const stakeFor = (price: bigint): bigint => price * burnMultiple;
