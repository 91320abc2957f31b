import { providerStakesAbi } from "@tabgrid/contracts";
import type { Address, ProviderId } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";

/** What can be done to a stake; amounts in minor units. Those of `keep` and `withdraw` are what leaves. */
export interface StakeChange {
	readonly kind: "add" | "notice" | "keep" | "withdraw";
	readonly amount: bigint;
}

/** An EIP-2612 permit for the stakes' contract. */
export interface StakePermit {
	readonly deadline: bigint;
	readonly v: number;
	readonly r: Hex;
	readonly s: Hex;
}

const abi = providerStakesAbi;

/** The call that puts `amount` at stake by a permit. */
export function encodeAdd(
	operator: Address,
	providerId: ProviderId,
	amount: bigint,
	{ deadline, v, r, s }: StakePermit,
): Hex {
	const args = [operator, `0x${providerId}`, amount, deadline, v, r, s] as const;
	return encodeFunctionData({ abi, functionName: "stakeWithPermit", args });
}

/** The call of any other change. */
export function encodeChange(
	operator: Address,
	providerId: ProviderId,
	{ kind, amount }: StakeChange & { readonly kind: Exclude<StakeChange["kind"], "add"> },
): Hex {
	const target = [operator, `0x${providerId}`] as const;
	switch (kind) {
		case "notice":
			return encodeFunctionData({ abi, functionName: "giveNotice", args: [...target, amount] });
		case "keep":
			return encodeFunctionData({ abi, functionName: "stay", args: target });
		case "withdraw":
			return encodeFunctionData({ abi, functionName: "withdraw", args: target });
	}
}
